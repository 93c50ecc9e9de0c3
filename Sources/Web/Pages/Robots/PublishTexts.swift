import Automation
import Kernel

/// The words of the question what becomes of items on the way.
enum PublishTexts {
    static let title = Text(ru: "Сохранить роботов", en: "Save the robots")
    static let restoring = Text(ru: "Вернуть версию {number}", en: "Restore version {number}")
    static let question = Text(ru: "Что делать с элементами, которые уже в пути?", en: "What about items that are on the way?")
    static let nothingRuns = Text(ru: "Сейчас по роботам этой воронки ничего не идёт.", en: "Nothing runs with this pipeline's robots now.")
    static let applies = Text(
        ru: "Запустить и на элементах, которые стоят на стадии без роботов",
        en: "Start also on items that stand on a stage and never had its robots")
    static let appliesMeaning = Text(
        ru: "Сроки отсчитываются от этой минуты.", en: "Moments count from this minute.")
    static let firesNow = Text(ru: "Что сработает сразу — «{choice}»", en: "What would act at once — “{choice}”")
    static let atLeast = Text(ru: "Не меньше: {count}", en: "At least: {count}")

    static func choice(_ choice: VersionChoice) -> Text {
        switch choice {
        case .keep: Text(ru: "Пусть закончат по прежней версии", en: "Let them end with their version")
        case .migrate: Text(ru: "Перевести на новую версию", en: "Carry them over to the new version")
        case .restart: Text(ru: "Начать стадию заново", en: "Start the stage anew")
        }
    }

    static func meaning(_ choice: VersionChoice) -> Text {
        switch choice {
        case .keep: Text(ru: "Новая версия — только для тех, кто войдёт на стадию.", en: "The new version is for those who enter the stage.")
        case .migrate:
            Text(
                ru: "Каждый продолжит с того же робота, сроки пересчитаются от прежней точки, ожидание задач сохранится.",
                en: "Each goes on at the same robot, moments are counted anew from where they began, awaited tasks stay awaited.")
        case .restart:
            Text(
                ru: "Роботы стадии запустятся с начала, уже выполненные повторятся.",
                en: "The stage's robots start from the beginning; what was done is done again.")
        }
    }

    static func fires(_ count: Int, of items: Int) -> Text {
        Text(
            ru: "Сразу сработает на \(count) из \(items).",
            en: "It would act at once on \(count) of \(items).")
    }

    static func nothingFires(_ items: Int) -> Text {
        Text(
            ru: "\(items) \(russianPlural(items, one: "элемент", few: "элемента", many: "элементов")), сразу не сработает ничего.",
            en: "\(items) item\(items == 1 ? "" : "s"), nothing acts at once.")
    }

    static func andMore(_ count: Int) -> Text { Text(ru: "и ещё \(count)", en: "and \(count) more") }

    /// «3 сделки на версии 2».
    static func onVersion(_ count: Int, _ number: Int64) -> Text {
        Text(
            ru: "\(count) \(russianPlural(count, one: "элемент", few: "элемента", many: "элементов")) на версии \(number)",
            en: "\(count) item\(count == 1 ? "" : "s") on version \(number)")
    }
}
