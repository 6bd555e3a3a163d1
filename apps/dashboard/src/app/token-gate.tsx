import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { client as api, statusOf } from "../api/client.js";
import { featuresQuery } from "../api/queries.js";
import { Button } from "../ui/button.js";
import { Message } from "../ui/message.js";
import { Page } from "../ui/page.js";
import { Text } from "../ui/text.js";
import styles from "./token-gate.module.css";

/** Asks for the token where the server wants one; else it is not noticed. */
export function TokenGate({ children }: { readonly children: ReactNode }) {
  const { error } = useQuery(featuresQuery);
  return statusOf(error) === 401 ? <TokenForm /> : children;
}

function TokenForm() {
  const client = useQueryClient();
  const [refusal, setRefusal] = useState<string>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get("token");
    try {
      await api.signIn(typeof token === "string" ? token : "");
      await client.resetQueries();
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Page title="Sign in">
      <Message icon="storage" title="This server asks for its token">
        <p>
          It was given to <code>steptrace serve</code>, by <code>--token</code> or in its environment.
        </p>
        <form className={styles["form"]} onSubmit={(event) => void submit(event)}>
          <label htmlFor="token" className="only-heard">
            Token
          </label>
          <input id="token" name="token" type="password" autoComplete="current-password" required />
          <Button type="submit" look="main">
            Open
          </Button>
        </form>
        {refusal !== undefined && (
          <p role="alert">
            <Text>{refusal}</Text>
          </p>
        )}
      </Message>
    </Page>
  );
}
