-- Conversations in French. Turns alternate, the visitor begins; {words} are filled in later.
insert into demo.dialogues (flavour, language, topic, ends, turns)
values
('product', 'fr', 'tarifs', 'email_captured', array[
  'Bonjour, quels sont vos tarifs pour {n}00 000 visites par mois ?',
  'Bonjour ! Le prix dépend du nombre de visiteurs testés. À {n}00 000 visites par mois, la plupart des équipes prennent l''offre {plan}.',
  'Y a-t-il un engagement minimum ?',
  'L''abonnement est annuel. Je peux vous faire parvenir un devis précis : à quelle adresse ?',
  '{email}',
  'Merci {first}, le devis pour {company} part aujourd''hui.'
]),
('product', 'fr', 'démonstration', 'demo_booked', array[
  'Nous utilisons {tool} et nous cherchons une alternative. Peut-on voir une démo ?',
  'Avec plaisir. Quels sujets vous intéressent : tests A/B, personnalisation, recommandations ?',
  'La personnalisation surtout, pour notre boutique.',
  'Un collègue peut vous la montrer sur des cas de votre secteur. Mardi ou mercredi ?',
  'Mercredi matin. Écrivez-moi à {email}.',
  'C''est réservé pour mercredi à 10 h. L''invitation arrive à {email}.'
]),
('product', 'fr', 'données personnelles', 'demo_proposed', array[
  'Où sont hébergées les données ? Notre délégué à la protection des données pose la question.',
  'Les données des clients européens restent dans l''Union européenne. Aucun nom ni e-mail n''est nécessaire pour un test.',
  'Et le consentement des cookies ?',
  'Le script attend le signal de votre outil de consentement. Voulez-vous qu''un collègue vous montre le réglage ?',
  'Peut-être la semaine prochaine.'
]),
('product', 'fr', 'intégration', 'cta_clicked', array[
  'Est-ce compatible avec {tool} ?',
  'Oui, le connecteur est décrit ici : {site}/integrations. Comptez une demi-heure de mise en place.',
  'Faut-il un développeur ?',
  'Non, un accès administrateur aux deux outils suffit.'
]),
('rescue', 'fr', 'adoption', 'none', array[
  'Bonjour, est-ce que le chaton gris est encore à l''adoption ?',
  'Oui, il a {n} mois et il est vacciné. Avez-vous déjà un autre animal ?',
  'Un vieux chat très calme.',
  'Cela se passe souvent bien avec un chaton. Le refuge conseille deux visites avant de décider.'
]);
