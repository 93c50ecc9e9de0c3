import CRM
import Kernel

/// What the pages of duplicates and merging say.
enum DuplicateTexts {
    static let duplicates = Text(ru: "Дубликаты", en: "Duplicates")
    static func title(_ entity: EntityType) -> Text {
        Text(ru: "Дубликаты: {entities}", en: "Duplicates: {entities}").with(["entities": entity.pluralName])
    }
    static let lead = Text(
        ru: "Карточки с одинаковым телефоном, почтой, ИНН или названием. Объединение можно отменить в течение 30 дней.",
        en: "Cards with the same phone, address, taxpayer number or title. A merging can be undone for 30 days.")
    static let nothing = Text(ru: "Дубликатов нет", en: "There are no duplicates")
    static let nothingHint = Text(
        ru: "Здесь появятся карточки, у которых совпадут телефон, почта, ИНН или название.",
        en: "Cards that share a phone, an address, a taxpayer number or a title will appear here.")
    static let cut = Text(
        ru: "Совпадений очень много: показаны первые. Объедините их, и появятся следующие.",
        en: "There are very many: the first are shown. Merge them, and the next will appear.")
    static let mergeAll = Text(ru: "Объединить все без противоречий", en: "Merge all without contradictions")
    static let mergedPlain = Text(
        ru: "Объединено групп: {merged}, осталось решить: {left}", en: "Groups merged: {merged}, left to decide: {left}")
    static let compare = Text(ru: "Сравнить и объединить", en: "Compare and merge")
    static let different = Text(ru: "Это разные клиенты", en: "These are different clients")
    static let plain = Text(ru: "Противоречий нет", en: "Nothing contradicts")
    static let toChoose = Text(ru: "Нужно выбрать: {fields}", en: "To choose: {fields}")
    static let products = Text(ru: "Товары", en: "Products")
    static let apart = Text(ru: "Отмечены как разные", en: "Marked as different")
    static let decidedBy = Text(ru: "Кто решил", en: "Who decided")
    static let decidedAt = Text(ru: "Когда", en: "When")
    static let takeBack = Text(ru: "Искать снова", en: "Look again")
    static let markedDistinct = Text(ru: "Больше не считаются дубликатами", en: "No longer taken for duplicates")
    static let unmarked = Text(ru: "Снова ищутся среди дубликатов", en: "Looked for among duplicates again")
    static let choosePair = Text(ru: "Выберите пару карточек", en: "Choose a pair of cards")
    static let mayNotDecide = Text(
        ru: "Решать, что карточки разные, может тот, кто может их изменять. Обратитесь к ответственному",
        en: "Who may change the cards decides whether they differ. Ask the responsible person")

    static let mergeTitle = Text(ru: "Объединение карточек", en: "Merging cards")
    static let mergeLead = Text(
        ru: "Показаны только поля, в которых карточки различаются.", en: "Only the fields in which the cards differ are shown.")
    static let field = Text(ru: "Поле", en: "Field")
    static let stays = Text(ru: "Останется", en: "Stays")
    static let makeMaster = Text(ru: "Сделать главной", en: "Make it stay")
    static let together = Text(ru: "Соберутся вместе", en: "Put together")
    static let choose = Text(
        ru: "Значения противоречат друг другу: выберите в отмеченных строках, какое оставить",
        en: "Values contradict each other: choose in the marked rows which one stays")
    static let chooseOne = Text(ru: "Выберите", en: "Choose")
    static func same(_ reason: DuplicateMatch.Reason) -> Text {
        switch reason {
        case .phone(let number): Text(ru: "Телефон {value}", en: "Phone {value}").with(["value": number])
        case .email(let address): Text(ru: "Почта {value}", en: "Address {value}").with(["value": address])
        case .inn(let number): Text(ru: "ИНН {value}", en: "Taxpayer number {value}").with(["value": number])
        case .title(let title): Text(ru: "Название «{value}»", en: "Title “{value}”").with(["value": title])
        }
    }
    static let explanation = Text(
        ru: "Сделки, задачи, дела, комментарии и файлы перейдут в «{master}», остальные карточки — в корзину. "
            + "Отменить объединение можно в карточке в течение 30 дней.",
        en: "Deals, tasks, activities, comments and files go to “{master}”, the other cards to the recycle bin. "
            + "The merging can be undone on the card for 30 days.")
    static let merge = Text(ru: "Объединить", en: "Merge")
    static let merged = Text(
        ru: "Карточки объединены. Отменить можно здесь же в течение 30 дней", en: "The cards are merged. It can be undone here for 30 days")
    static let created = Text(ru: "Создана", en: "Created")
    static let work = Text(ru: "Связано", en: "Linked")
    static let deals = Text(ru: "сделок", en: "deals")
    static let activities = Text(ru: "дел", en: "activities")
    static let tasks = Text(ru: "задач", en: "tasks")
    static let comments = Text(ru: "комментариев", en: "comments")
    static let rows = Text(ru: "Позиций: {count} на {sum}", en: "Rows: {count}, {sum}")

    static let alike = Text(ru: "Похоже, этот клиент заведён ещё раз", en: "This client seems to be there twice")
    static func more(_ count: Int) -> Text { Text(ru: "и ещё: {count}", en: "and {count} more").with(["count": grouped(count)]) }
    static let mergedInto = Text(ru: "С этой карточкой объединено:", en: "Merged into this card:")
    static let undo = Text(ru: "Отменить объединение", en: "Undo the merging")
    static let parted = Text(ru: "Объединение отменено: карточки снова раздельны", en: "The merging was undone: the cards are apart again")
    static let wentInto = Text(ru: "Объединено с карточкой", en: "Merged into the card")
}
