import CRM
import Kernel

enum ImportUndoTexts {
    static let title = Text(ru: "Отмена импорта", en: "Undoing an import")
    static let nothing = Text(
        ru: "Из созданного этой загрузкой ничего не осталось.", en: "Nothing that this import created is left.")

    static func going(_ count: Int) -> Text {
        Text(
            ru: "Будет удалено: \(grouped(count)) \(russianPlural(count, one: "запись", few: "записи", many: "записей")). "
                + "Карточки попадут в корзину, откуда их можно вернуть 30 дней; задачи и товары удаляются сразу.",
            en: "To be deleted: \(grouped(count)) \(count == 1 ? "record" : "records"). "
                + "Cards go to the recycle bin for 30 days; tasks and products are deleted at once.")
    }

    static func restoring(_ count: Int) -> Text {
        Text(
            ru: "\(russianPlural(count, one: "Дополненной карточке", few: "Дополненным карточкам", many: "Дополненным карточкам")) "
                + "(\(grouped(count))) вернутся прежние значения там, где их с тех пор никто не менял.",
            en: "Completed cards (\(grouped(count))) get their old values back where nobody has changed them since.")
    }

    static func keeping(_ count: Int) -> Text {
        Text(
            ru: "\(grouped(count)) \(russianPlural(count, one: "запись изменили или используют", few: "записи изменили или используют", many: "записей изменили или используют")) "
                + "после загрузки. Без вашего согласия они останутся.",
            en: "\(grouped(count)) \(count == 1 ? "record was" : "records were") changed or used after the import. They stay unless you agree.")
    }

    static let keptTitle = Text(ru: "Останутся", en: "To be kept")
    static let card = Text(ru: "Запись", en: "Record")
    static let why = Text(ru: "Почему", en: "Why")
    static let changed = Text(ru: "изменили после загрузки", en: "changed after the import")
    static let inUse = Text(ru: "есть задачи, дела, комментарии, файлы или ссылки", en: "has tasks, activities, comments, files or links")
    static let more = Text(ru: "… и ещё {count}", en: "… and {count} more")
    static let all = Text(ru: "Удалить и их: всё, что сделано с ними после загрузки, пропадёт", en: "Delete them too: all that was done with them since is lost")

    static let undoing = Text(ru: "Загрузка отменяется", en: "The import is being undone")
    static let undoInterrupted = Text(ru: "Отмена загрузки прервана", en: "Undoing the import was interrupted")
    static let goOn = Text(ru: "Продолжить отмену", en: "Go on undoing")
    static let shortUndoing = Text(ru: "Отменяется", en: "Being undone")
    static let shortUndone = Text(ru: "Отменена", en: "Undone")

    /// What an undoing came to; what did not happen is not said.
    static func counts(removed: Int, kept: Int, restored: Int) -> Text {
        var parts = [Text(ru: "Удалено: \(grouped(removed))", en: "Deleted: \(grouped(removed))")]
        if kept > 0 { parts.append(Text(ru: "оставлено: \(grouped(kept))", en: "kept: \(grouped(kept))")) }
        if restored > 0 {
            parts.append(Text(ru: "прежние значения вернулись: \(grouped(restored))", en: "old values restored: \(grouped(restored))"))
        }
        return .joined(parts)
    }

    static let rest = Text(ru: "Отменить и остальное", en: "Undo the rest too")
    static let hint = Text(ru: "Отменить можно в течение 30 дней.", en: "It can be undone for 30 days.")
}
