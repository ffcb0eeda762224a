-- Conversations in English. Turns alternate, the visitor begins; {words} are filled in later.
create table demo.dialogues (
  flavour text not null,
  language text not null,
  topic text not null,
  ends text not null,
  turns text [] not null
);

insert into demo.dialogues (flavour, language, topic, ends, turns)
values
('product', 'en', 'pricing', 'email_captured', array[
  'Hi, how much does it cost for a site with about {n}00,000 visits a month?',
  'Plans are priced by tested visitors. At {n}00,000 visits a month most teams start with {plan}. May I ask what you would like to test first?',
  'Mostly our checkout. Is there a discount for a yearly contract?',
  'Yes, yearly contracts are about 15% cheaper than monthly ones. I can have an exact quote sent to you. Where should it go?',
  '{email} please',
  'Thank you, {first}. You will have the quote for {company} within one working day.'
]),
('product', 'en', 'demo', 'demo_booked', array[
  'Can I see a demo? We are comparing you with {tool}.',
  'Gladly. Is it client-side testing, server-side testing or personalization that matters most to you?',
  'Server-side, and feature flags. We are {n} developers.',
  'Then a colleague from the technical team should show you flags and rollouts. Would this Thursday or Friday suit you?',
  'Thursday afternoon. My address is {email}.',
  'Booked for Thursday at 15:00, an invitation is on its way to {email}.'
]),
('product', 'en', 'integration', 'cta_clicked', array[
  'Does it work with {tool}?',
  'Yes, there is a connector for {tool}: variations arrive there as custom dimensions. Here is the guide: {site}/integrations.',
  'Does that slow down the page?',
  'The tag weighs 32 kB and loads asynchronously. The connector sends its data after the page is shown.'
]),
('product', 'en', 'privacy', 'demo_proposed', array[
  'Where is our data stored, and is it GDPR compliant?',
  'Data of European customers stays in the European Union. No personal data is needed to run a test, and consent tools are respected.',
  'Our legal team will want the processing agreement.',
  'I can send it. A colleague could also go through it with your legal team in a short call. Shall I propose a date?',
  'Not now, I will read it first.'
]),
('product', 'en', 'flicker', 'none', array[
  'My variation flickers for a second before it shows. What can I do?',
  'Place the tag as high as possible in the head, and switch on the anti-flicker snippet. Does the tag load through a tag manager?',
  'Yes, through a tag manager.',
  'That is the usual cause: tag managers load it late. Put the tag directly into the page and the flicker should be gone.',
  'That was it, thanks!'
]),
('product', 'en', 'statistics', 'none', array[
  'How long must a test run before I can trust the result?',
  'At least two full weeks, so that every weekday counts twice, and until the tool says it is ready. With {n}% conversion that is usually 14 to 20 days.',
  'Can I stop early when the winner is clear?',
  'Better not: early leads often vanish. The report shows a chance to win only when it is safe to decide.'
]),
('trading', 'en', 'fees', 'email_captured', array[
  'What are the fees for swapping tokens?',
  'The platform takes 0.{n}% a swap. Some tokens have their own fee, which is shown before you confirm.',
  'Is there a lower fee for high volume?',
  'Yes, from 50,000 USD a month. Leave your e-mail address and the team will tell you your rate.',
  '{email}',
  'Noted, {first}. You will hear from us today.'
]),
('trading', 'en', 'limit orders', 'none', array[
  'My limit order did not fill although the price touched my limit. Why?',
  'An order fills when the price after fees reaches the limit. A short touch with little liquidity may not be enough.',
  'Can I change the limit without cancelling?',
  'Not yet. Cancel it and place it again; cancelling is free.'
]),
('rescue', 'en', 'adoption', 'email_captured', array[
  'Hello! Is the brown dog from the pictures still looking for a home?',
  'Yes, she is {n} years old, calm, and good with children. Have you had a dog before?',
  'We had one for twelve years. We have a garden too.',
  'That sounds lovely. The next step is a visit. To which address may the shelter write?',
  '{email}',
  'Thank you, {first}! The shelter will propose a day for your visit.'
]),
('rescue', 'en', 'donation', 'cta_clicked', array[
  'How can I donate for the operation of the cat with the broken leg?',
  'Open the case and choose Donate; {n}0% of the goal is reached. Every donor gets a note when the operation is done.',
  'Will I get a receipt?',
  'Yes, by e-mail, right after the payment.'
]);
