// The API serves one prebuilt file of @scalar/api-reference; its 280 MB of dependencies are for building it.
module.exports = {
  hooks: {
    readPackage(pkg) {
      if (pkg.name === "@scalar/api-reference") pkg.dependencies = {};
      return pkg;
    },
  },
};
