import { Link } from "@tanstack/react-router";
import { Message } from "../ui/message.js";
import { Page } from "../ui/page.js";

/** For an address that no page has. */
export function NotFound() {
  return (
    <Page title="No such page">
      <Message icon="search" title="There is no page at this address">
        <p>
          What there is: <Link to="/">the overview</Link>, <Link to="/traces">traces</Link> and{" "}
          <Link to="/failures">failures</Link>.
        </p>
      </Message>
    </Page>
  );
}
