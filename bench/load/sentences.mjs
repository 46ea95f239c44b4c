/** What the pairs say to one another: ordinary shop talk, so that sizes and scripts are real. */
export const sentences = [
  'Hello! Is this lamp still available in the darker wood?',
  'Yes, we have a few left. Would you like us to set one aside for you?',
  'Please do. How long does delivery to the north usually take?',
  'It leaves our workshop tomorrow morning and arrives within the week.',
  '¿La tela se puede lavar en casa o hay que llevarla a la tintorería?',
  'Se lava a mano con agua fría; el color no se pierde si se seca a la sombra.',
  '你好，请问这款茶壶的容量适合几个人用？',
  '适合四个人左右，我们还附送一个过滤网。',
  'Bonjour, le coussin est-il vendu avec sa garniture ?',
  "Oui, la garniture est comprise et la housse s'enlève facilement.",
  'The parcel arrived today, everything is in good order. Thank you very much!',
  'So glad to hear it. If anything is amiss, write to us here at any time.',
  'Could you also show me how the handle is fixed? I would like to replace it.',
  'Of course. Two screws hold it from the inside; the set comes with a small key.',
  'Perfect, then I will order the second one as well.',
  'Wonderful, we will pack both together so that you pay for shipping once.',
]
