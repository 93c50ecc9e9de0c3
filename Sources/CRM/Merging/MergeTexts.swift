import Kernel

/// What merging items refuses.
enum MergeTexts {
    static let chooseTwo = Text(ru: "Выберите хотя бы две разные карточки", en: "Choose at least two different cards")
    static let tooMany = Text(ru: "За один раз объединяются не больше {limit} карточек", en: "No more than {limit} cards are merged at once")
    static let oneKind = Text(
        ru: "Объединить можно только карточки одного вида: лиды с лидами, компании с компаниями",
        en: "Only cards of one kind can be merged: leads with leads, companies with companies")
    static let isPaid = Text(
        ru: "У «{title}» зарегистрирована оплата: сделайте главной эту карточку", en: "“{title}” has a payment: make it the card that stays")
    static let isConverted = Text(
        ru: "Лид «{title}» уже сконвертирован: сделайте главным его", en: "The lead “{title}” is converted already: make it the card that stays")
    static let noMerge = Text(ru: "Такого объединения нет", en: "There is no such merging")
    static let tooLate = Text(
        ru: "Объединение уже отменено или ему больше 30 дней: отменить его нельзя",
        en: "The merging was taken back already or is older than 30 days: it cannot be undone")
    static let isBack = Text(
        ru: "Одна из объединённых карточек уже восстановлена из корзины. Верните её в корзину и повторите отмену",
        en: "One of the merged cards was restored from the recycle bin. Delete it again and then undo the merging")
}
