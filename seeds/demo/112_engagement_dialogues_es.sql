-- Conversations in Spanish. Turns alternate, the visitor begins; {words} are filled in later.
insert into demo.dialogues (flavour, language, topic, ends, turns)
values
('product', 'es', 'precios', 'email_captured', array[
  'Hola, ¿cuánto cuesta para una tienda con {n}00.000 visitas al mes?',
  '¡Hola! El precio depende de los visitantes que entran en las pruebas. Con {n}00.000 visitas suele bastar el plan {plan}.',
  '¿Incluye soporte en español?',
  'Sí, por chat y por correo. Puedo enviarle una propuesta exacta: ¿a qué dirección?',
  '{email}',
  'Gracias, {first}. La propuesta para {company} le llega mañana.'
]),
('product', 'es', 'demostración', 'demo_booked', array[
  '¿Se puede ver una demostración? Ahora usamos {tool}.',
  'Claro. ¿Qué le interesa más: pruebas A/B o personalización?',
  'Pruebas en la página de pago, con unas {n} variantes.',
  'Un compañero puede mostrárselo con un caso parecido. ¿El lunes o el martes?',
  'El martes a las once. Mi correo es {email}.',
  'Reservado para el martes a las 11:00. La invitación va a {email}.'
]),
('product', 'es', 'rendimiento', 'none', array[
  '¿El script hace más lenta la página?',
  'Pesa 32 kB y se carga de forma asíncrona. En la mayoría de los sitios añade menos de 50 ms.',
  'Perfecto, lo mediremos nosotros también.'
]),
('trading', 'es', 'comisiones', 'email_captured', array[
  '¿Qué comisión cobran por cada operación?',
  'La plataforma cobra el 0,{n}% por operación; algunos tokens tienen una comisión propia, que se ve antes de confirmar.',
  '¿Hay descuento por volumen?',
  'Sí, desde 50.000 USD al mes. ¿A qué correo le escribimos con su tarifa?',
  '{email}',
  'Anotado, {first}. Le escribimos hoy.'
]),
('trading', 'es', 'retiros', 'none', array[
  'Mi retiro lleva {n} horas pendiente, ¿es normal?',
  'Con la red cargada puede tardar hasta 24 horas. ¿Ve un identificador de transacción en el historial?',
  'Sí, ya aparece.',
  'Entonces ya salió: solo falta la confirmación de la red.'
]),
('rescue', 'es', 'adopción', 'email_captured', array[
  'Hola, vi a la perrita con la pata vendada. ¿Se puede adoptar?',
  'Sí, en {n} semanas termina su tratamiento. ¿Vive usted en casa o en departamento?',
  'En casa con patio, y trabajo desde casa.',
  'Suena muy bien para ella. ¿A qué correo le escribe el refugio para la visita?',
  '{email}',
  '¡Gracias, {first}! El refugio le propone un día esta semana.'
]),
('rescue', 'es', 'perro encontrado', 'cta_clicked', array[
  'Encontré un perro sin collar cerca de la plaza. ¿Qué hago?',
  'Gracias por ayudarlo. ¿Está herido? Puede abrir un caso con una foto aquí: {site}/casos.',
  'No está herido, pero está muy asustado.',
  'Manténgalo en un lugar tranquilo y con agua. Un guardián de la zona verá el caso en minutos.'
]);
