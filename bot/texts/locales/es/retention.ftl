### Cuánto tiempo se guarda la clave de una reivindicación, y qué significa su fin.

privacy-key = { $months ->
    [one] **Cuánto tiempo:** la clave de una reivindicación se destruye un mes después del fin de las firmas, dos semanas más tarde como máximo si no se pudo avisar al equipo de campaña; en caso de litigio, hasta un año más cada vez. Una reivindicación abierta antes conserva el plazo indicado a quienes firmaron.
   *[other] **Cuánto tiempo:** la clave de una reivindicación se destruye { $months } meses después del fin de las firmas, dos semanas más tarde como máximo si no se pudo avisar al equipo de campaña; en caso de litigio, hasta un año más cada vez. Una reivindicación abierta antes conserva el plazo indicado a quienes firmaron.
}
demand-held = Por un litigio, la clave de esta reivindicación se conserva, como máximo hasta el { $day }.
privacy-held = **Se conserva más tiempo por un litigio:** { $title }, como máximo hasta el { $day }: { $reason }
demand-anonymous = Las firmas de esta reivindicación se anonimizaron el { $day }; queda el recuento.
refusal-demand-anonymous = Las firmas de esta reivindicación se anonimizaron el { $day }; queda el recuento. Ya nada se puede vincular a nadie, así que tampoco se puede firmar ni retirar nada.
