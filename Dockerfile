# Installs by the one path there is, scripts/run.mjs; the caches stay behind in this stage.
FROM node:24-bookworm-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df AS build
WORKDIR /app
ENV NODE_ENV=production
COPY . .
# ../data: an empty directory to copy below with an owner. Relative, for scripts/docker-steps.mjs.
RUN node scripts/run.mjs --build node --version && mkdir ../data

FROM node:24-bookworm-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
COPY --from=build /app .
# Of all files only the data of the embedded PostgreSQL is the server's to change; unused with DATABASE_URL.
COPY --from=build --chown=node:node /data .data
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node_modules/.bin/node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, and no npm between: SIGTERM must reach the server.
CMD ["node_modules/.bin/node", "--min-semi-space-size=64", "--max-semi-space-size=64", \
  "--no-allocation-site-pretenuring", "apps/api/src/main.ts"]
