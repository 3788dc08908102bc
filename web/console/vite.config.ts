import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** The desk that `make up` starts, for the development server. */
const desk = "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  build: { target: "es2022" },
  server: { proxy: { "/v1": desk, "/config.json": desk } },
  test: {
    environment: "jsdom",
    pool: "threads",
    isolate: false,
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/shared/testing.tsx"],
  },
});
