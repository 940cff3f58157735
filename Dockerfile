# The companion server: `docker build -t assertion-context .`; docs/operations.md says how it is run.

FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
# No install scripts: what they fetch is for development, such as a Node of its own.
RUN npm ci --ignore-scripts
COPY . .
# The bundles have their packages inside but for these (`external` in esbuild.mjs).
RUN node esbuild.mjs && find dist/server -name '*.map' -delete \
  && npm ci --ignore-scripts --omit=dev && node docker/keepPackages.mjs node_modules kept pino sodium-native

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=build /build/kept node_modules
COPY media media
COPY server/pages/templates server/pages/templates
COPY test/fixtures/shop/archives/logs test/fixtures/shop/archives/logs
COPY --from=build /build/dist/server dist/server
RUN install -d -o node -g node /data
USER node
VOLUME /data
# The start is refused until API_TOKENS or OIDC_ISSUER say who may come in, or ALLOW_UNAUTHENTICATED that the port is
# published on 127.0.0.1 only.
ENV STORE_URL=sqlite:/data/tracebacks.db HOST=0.0.0.0 PORT=7007
EXPOSE 7007
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/server/main.js"]
CMD ["serve"]
