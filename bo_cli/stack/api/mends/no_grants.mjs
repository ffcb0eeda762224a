// lite grants ALL on every table of a schema with row security to anon, authenticated and
// service_role, and changes default privileges. Roles and grants are the project's.

export const noGrants = {
  name: "no-grants-to-anon",

  install({ services }) {
    for (const { connection } of services) {
      connection.rlsState = "active";
      connection.ensureRlsContext = async () => true;
    }
  },

  async check({ grants, rest }) {
    const before = await grants();
    const { status } = await rest("/rest/v1/rpc/echo", { body: { value: 1 } });
    if (status !== 200) return `a request gave ${status}`;
    return (await grants()) === before ? null : "a request changed the grants of the database";
  },
};
