import CRM
import Kernel

/// What robots made and changed, in words, and what a simulation needs.
enum EffectTexts {
    static let task = Text(ru: "Задача «{title}»", en: "Task “{title}”")
    static let taskState = Text(ru: "Задача «{title}»: {state}", en: "Task “{title}”: {state}")
    static let activity = Text(ru: "{kind}: {title}", en: "{kind}: {title}")
    static let activityDone = Text(ru: "Завершено: {title}", en: "Done: {title}")
    static let item = Text(ru: "{entity} «{title}»", en: "{entity} “{title}”")
    static let deleted = Text(ru: "Удалено: «{title}»", en: "Deleted: “{title}”")
    static let responsible = Text(ru: "Новый ответственный", en: "New responsible")
    static let products = Text(ru: "Изменены товары", en: "Products changed")
    static let comment = Text(ru: "Комментарий: {text}", en: "Comment: {text}")
    static let change = Text(ru: "{field}: {from} → {to}", en: "{field}: {from} → {to}")
    static let empty = Text(ru: "(пусто)", en: "(empty)")

    static func asked(_ kind: Assignment.Kind) -> Text {
        switch kind {
        case .approval: Text(ru: "Согласование: {title}", en: "Approval: {title}")
        case .acquaintance: Text(ru: "Ознакомление: {title}", en: "Acquaintance: {title}")
        }
    }

    /// What became of a letter or SMS of a robot.
    static func message(_ way: OutgoingMessageNoted.Way, _ step: OutgoingMessageNoted.Step) -> Text {
        switch (way, step) {
        case (.mail, .unaddressed): Text(ru: "Письмо «{subject}» не отправлено: нет адреса", en: "Letter “{subject}” not sent: no address")
        case (.mail, _): Text(ru: "Письмо «{subject}» для {to}", en: "Letter “{subject}” to {to}")
        case (.sms, .unaddressed): Text(ru: "SMS не отправлено: нет номера. {subject}", en: "SMS not sent: no number. {subject}")
        case (.sms, _): Text(ru: "SMS на {to}: {subject}", en: "SMS to {to}: {subject}")
        }
    }

    static let inventedTitle = Text(ru: "Проверка сценария", en: "A simulated item")
    static let inventedName = Text(ru: "Клиент", en: "Client")
    static let inventedLastName = Text(ru: "Придуманный", en: "Invented")
    static let beginning = Text(ru: "Начало проверки", en: "The simulation begins")
    static let invented = Text(ru: "элемент придуман для проверки", en: "an item invented for the simulation")

    static let notConfigurer = Text(
        ru: "Проверять роботов могут те, кто их настраивает. Обратитесь к администратору.",
        en: "Robots are simulated by those who configure them. Ask the administrator.")
    static let hidden = Text(
        ru: "Связанные элементы, которых вы не видите, в проверку не взяты: {count}.",
        en: "Linked items that you may not see were left out: {count}.")
    static let onHold = Text(
        ru: "Автоматизация этого элемента остановлена, поэтому роботы не работают и в проверке.",
        en: "The automation of this item is on hold, so robots do not work in the simulation either.")
    static let otherPipeline = Text(
        ru: "Элемент № {id} стоит в другой воронке. Выберите элемент этой воронки.",
        en: "Item no. {id} stands in another pipeline. Choose one of this pipeline.")
    static let closed = Text(
        ru: "Элемент уже закрыт: роботы закрытой стадии отработали. Добавьте событие «Сотрудник переводит на стадию».",
        en: "The item is closed already. Add the event “A person moves it to a stage”.")
    static let badDays = Text(ru: "Число дней — от 1 до {most}.", en: "The number of days is 1 to {most}.")
    static let tooManyEvents = Text(ru: "Событий не больше {most}.", en: "At most {most} events.")
    static let noPipeline = Text(ru: "Воронки «{name}» нет.", en: "There is no pipeline “{name}”.")
    static let nobody = Text(
        ru: "Некому отвечать за придуманный элемент: на портале нет сотрудников.",
        en: "Nobody can be responsible for the invented item: the portal has no people.")
}
