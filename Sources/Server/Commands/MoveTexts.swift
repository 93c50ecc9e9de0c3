import Kernel

enum MoveTexts {
    static let noPortal = Text(ru: "Здесь нет портала: {place}", en: "There is no portal here: {place}")
    static let running = Text(
        ru: "Портал ещё работает с этой базой. Остановите все его серверы и запустите перенос снова.",
        en: "The portal still works with this database. Stop all its servers and start the move again.")
    static let done = Text(
        ru: """
            Перенесено и сверено: {rows} строк в {tables} таблицах. Файлы остались в {files}: запускайте портал с той же папкой.
            """,
        en: "Moved and compared: {rows} rows in {tables} tables. The files stay in {files}: start the portal with the same folder.")
}
