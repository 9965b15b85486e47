// The API serves one prebuilt file of @scalar/api-reference; its 280 MB of dependencies are for building it.
// Of @trpc/server nobody uses the adapters whose frameworks are its optional peers: with Next.js among the examples,
// pnpm would install it for the server, too.
module.exports = {
  hooks: {
    readPackage(pkg) {
      if (pkg.name === "@scalar/api-reference") pkg.dependencies = {};
      if (pkg.name === "@trpc/server") {
        const { typescript } = pkg.peerDependencies;
        pkg.peerDependencies = { typescript };
        pkg.peerDependenciesMeta = {};
      }
      return pkg;
    },
  },
};
