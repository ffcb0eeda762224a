// lite builds the links of its mails on the site's address; they lead to Auth, which is here.

export const mailLinks = {
  name: "mail-links",

  install({ auth, config }) {
    const driver = auth.app.drivers.email;
    const send = driver.send.bind(driver);
    driver.send = async (mail) => {
      const correct = (text) => text?.replaceAll(new URL("/auth/v1/verify", config.siteUrl).href,
        `${config.publicUrl}/auth/v1/verify`);
      await send({ ...mail, text: correct(mail.text), html: correct(mail.html) });
    };
  },

  async check({ auth, signIn, mails, stack }) {
    const email = "mend.mail@check.invalid";
    await signIn(email);
    const sent = await mails(() => auth("/auth/v1/recover", { body: { email } }));
    if (sent.length !== 1) return `asking for a recovery sent ${sent.length} mails`;
    const link = `${stack.config.publicUrl}/auth/v1/verify?token=`;
    return sent[0].text.includes(link) ? null : `a recovery mail says ${sent[0].text}`;
  },
};
