# Brings its own Node 26: the npm package `node` is a development dependency and is left out here.
FROM node:26-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 CO9MA_DATA_DIR=/data
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY src ./src
COPY migrations ./migrations
COPY prompts ./prompts
COPY policies ./policies
RUN mkdir -p /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "src/main.ts"]
