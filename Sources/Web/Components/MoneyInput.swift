extension HTML {
    /// A sum with its currency. `name` sends the amount as it was typed («690 300,50»), `name` + `Currency` the code; one
    /// currency is shown as a plain sign.
    package static func moneyField(_ field: Field, amount: String, currency: String, currencies: [Option]) -> HTML {
        let chooser: HTML =
            currencies.count > 1
            ? """
            <select class="input-suffix" name="\(field.name)Currency" aria-label="\(field.label)">\
            \(each: currencies, { option($0, isSelected: $0.value == currency) })</select>
            """
            : "<span class=\"input-suffix\">\(currencies.first?.label ?? currency)</span>\(hiddenField(field.name + "Currency", currency))"
        return .field(
            field,
            """
            <div class="input-joined"><input class="input input-number" type="text" inputmode="decimal"\(field.attributes) \
            value="\(amount)" autocomplete="off">\(chooser)</div>
            """)
    }
}
