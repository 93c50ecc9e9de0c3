import Kernel

/// The words of the robots screen.
enum RobotsTexts {
    static let title = Text(ru: "Роботы и триггеры", en: "Robots and triggers")
    static let pipelines = Text(ru: "Воронки", en: "Pipelines")
    static let configure = Text(ru: "Настроить роботов", en: "Configure robots")
    static let resume = Text(ru: "Продолжить настройку", en: "Go on configuring")
    static let versions = Text(ru: "Версии", en: "Versions")
    static let noPipeline = Text(ru: "Такой воронки нет или она вам недоступна.", en: "There is no such pipeline, or it is not open to you.")
    static let noPipelines = Text(
        ru: "Воронок нет или они вам недоступны. Обратитесь к администратору портала.",
        en: "There are no pipelines, or they are not open to you. Ask the administrator of the portal.")
    static let configurersOnly = Text(
        ru: "Роботов настраивают администраторы. Обратитесь к ним, если нужно что-то изменить.",
        en: "Robots are configured by administrators. Ask them if something must be changed.")

    // MARK: View
    static let version = Text(ru: "Версия {number}", en: "Version {number}")
    static let noVersion = Text(ru: "Роботы ещё не настроены", en: "No robots are configured yet")
    static let none = Text(ru: "нет", en: "none")
    static let automatically = Text(ru: "автоматически", en: "automatically")
    static let fromDesigner = Text(ru: "Часть процесса", en: "Part of a process")
    static let oldVersion = Text(
        ru: "Это версия {number}, она не действует. Элементы, начавшие по ней, по ней и закончат.",
        en: "This is version {number}, which is not active. Items that began with it end with it.")
    static let toActive = Text(ru: "Показать действующую", en: "Show the active one")
    static let draftWaits = Text(
        ru: "У вас есть несохранённые изменения роботов этой воронки.", en: "You have unsaved changes of this pipeline's robots.")

    // MARK: Processes in words
    static let ifBlock = Text(ru: "Если", en: "If")
    static let otherwise = Text(ru: "Иначе", en: "Otherwise")
    static let waitBlock = Text(ru: "Ждать", en: "Wait")
    static let parallelAll = Text(ru: "Одновременно, дальше — когда закончены все", en: "Side by side, going on when all have ended")
    static let parallelAny = Text(ru: "Одновременно, дальше — когда закончена любая", en: "Side by side, going on when any has ended")
    static let branchNumber = Text(ru: "Ветвь {number}", en: "Branch {number}")
    static let loopBlock = Text(ru: "Повторять, пока", en: "Repeat while")
    static let loopLimit = Text(ru: "не больше {count} раз", en: "at most {count} times")
    static let stopBlock = Text(ru: "Завершить процесс", en: "End the process")

    // MARK: Saving
    static let save = Text(ru: "Сохранить", en: "Save")
    static let cancel = Text(ru: "Отмена", en: "Cancel")
    static let notePlaceholder = Text(ru: "Что изменено (необязательно)", en: "What was changed (optional)")
    static let nothingChanged = Text(ru: "Изменений нет: действует версия {number}.", en: "Nothing was changed: version {number} is active.")
    static let saved = Text(ru: "Роботы сохранены: версия {number}.", en: "The robots are saved: version {number}.")
    static let discarded = Text(ru: "Изменения отменены.", en: "The changes are discarded.")
    static let editHint = Text(
        ru: "Изменения начнут действовать после «Сохранить». Что будет с элементами в пути, вы выберете там же.",
        en: "Changes take effect after “Save”, where you choose what becomes of items on the way.")
    static let unsaved = Text(ru: "Есть несохранённые изменения", en: "There are unsaved changes")
    static let refused = Text(ru: "Сохранить нельзя, пока не исправлены ошибки", en: "It cannot be saved until the errors are corrected")
    static let andMore = Text(ru: "и ещё {count}", en: "and {count} more")
    static let warnings = Text(ru: "Обратите внимание", en: "Please note")
    static let conflict = Text(
        ru: "Пока вы настраивали роботов, их изменили: действует версия {number} ({who}, {when}). Ваши изменения сохранены в черновике.",
        en: "While you were configuring, the robots were changed: version {number} is active ({who}, {when}). Your changes are kept as a draft.")
    static let conflictTitle = Text(ru: "Роботов изменил кто-то ещё", en: "Somebody else has changed the robots")
    static let seeTheirs = Text(ru: "Посмотреть версию {number}", en: "Look at version {number}")
    static let saveOver = Text(ru: "Сохранить мои поверх", en: "Save mine over it")
    static let takeTheirs = Text(ru: "Отказаться от моих", en: "Give mine up")
    static let robotGone = Text(
        ru: "Этого робота или триггера больше нет. Обновите страницу.", en: "This robot or trigger does not exist any more. Reload the page.")
    static let stageGone = Text(ru: "Такой стадии в воронке нет.", en: "The pipeline has no such stage.")
    static let unknownKind = Text(ru: "Такого робота или триггера нет.", en: "There is no such robot or trigger.")

    static func running(_ count: Int) -> Text {
        Text(
            ru: "\(count) \(russianPlural(count, one: "элемент идёт", few: "элемента идут", many: "элементов идут")) по прежним версиям",
            en: "\(count) item\(count == 1 ? " runs" : "s run") on older versions")
    }

    static let noneRunning = Text(ru: "по прежним версиям ничего не идёт", en: "nothing runs on older versions")

    // MARK: Versions
    static let versionsTitle = Text(ru: "Версии роботов", en: "Versions of robots")
    static let number = Text(ru: "Версия", en: "Version")
    static let who = Text(ru: "Кто", en: "Who")
    static let when = Text(ru: "Когда", en: "When")
    static let note = Text(ru: "Примечание", en: "Note")
    static let runningColumn = Text(ru: "Идёт элементов", en: "Items running")
    static let isActive = Text(ru: "действует", en: "active")
    static let activate = Text(ru: "Вернуть", en: "Restore")
    static let activated = Text(ru: "Снова действует версия {number}.", en: "Version {number} is active again.")
    static let portal = Text(ru: "портал", en: "the portal")
    static let versionsLead = Text(
        ru: "Каждое сохранение — новая версия. Элементы заканчивают процесс по той версии, с которой начали.",
        en: "Every saving makes a version. Items end a process with the version they began with.")
    static let toScreen = Text(ru: "К роботам", en: "To the robots")
}
