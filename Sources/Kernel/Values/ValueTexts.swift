/// Words of plain values.
package enum ValueTexts {
    package static let yes = Text(ru: "Да", en: "Yes")
    package static let no = Text(ru: "Нет", en: "No")
    package static let notFilled = Text(ru: "не заполнено", en: "not filled")
}
