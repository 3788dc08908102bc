import "@fontsource-variable/inter";
import "./mantine.css";
import "./global.css";
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { createRoot } from "react-dom/client";
import { describe } from "../api/problem";
import { loadConfig } from "../config";
import { messages } from "../messages";
import { ErrorState } from "../shared/ErrorState";
import { App } from "./App";
import { theme, variables } from "./theme";

const place = document.getElementById("root");
if (!place) throw new Error("index.html has no #root");
const root = createRoot(place);

function show(content: React.ReactNode): void {
  root.render(
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <Notifications position="bottom-center" limit={3} />
      {content}
    </MantineProvider>,
  );
}

async function start(): Promise<void> {
  try {
    show(<App config={await loadConfig()} />);
  } catch (error) {
    show(<ErrorState title={messages.errors.config} detail={describe(error)} onRetry={start} />);
  }
}

void start();
