### A demand whose issuing key was copied.

demand-state-void = Void
demand-void = **Void since { $day }: the key that gave out its tokens was copied.** Its counts prove nothing any more.
demand-void-why = The organisers say: { $why }
demand-void-again = Sign again here
post-demand-void-title = The demand is void
board-event-void = Void: { $title }
board-reason-void = void: the key that gave out its tokens was copied. Nothing follows
