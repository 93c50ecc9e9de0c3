import Kernel

enum BackupTexts {
    static let wrongDatabase = Text(
        ru: "Портал работает на PostgreSQL: копию его базы делает pg_dump (docs/admin/backup.md).",
        en: "The portal is on PostgreSQL: pg_dump makes a copy of its database (docs/admin/backup.md).")
    static let made = Text(
        ru: "Копия готова: {file}, {megabytes} МБ, файлов: {files}.",
        en: "The backup is ready: {file}, {megabytes} MB, {files} files.")
    static let damagedContents = Text(
        ru: "Внимание: содержимое {count} файлов портала потеряно или повреждено ещё до копирования, например {example}.",
        en: "Note: the contents of {count} files of the portal were lost or damaged before the backup, {example} for one.")
    static let restored = Text(
        ru: """
            Портал восстановлен в папку {folder} из копии от {created}. Автоматизация ждёт: после запуска откройте «Роботы» и \
            решите, что делать с тем, что наступило после копии.
            """,
        en: """
            The portal was restored into {folder} from the backup of {created}. Automation waits: start the portal, open \
            “Robots” and decide about what has come due since the backup.
            """)
    static let putAside = Text(
        ru: "Прежний портал лежит в {folder}; удалите его, когда он больше не нужен.",
        en: "The portal that was there is in {folder} now; delete it when it is not needed any more.")
    static let marked = Text(
        ru: "Отмечено: база восстановлена из копии. Роботы и рассылки ждут решения администратора.",
        en: "Noted: the database was restored from a backup. Robots and outgoing messages wait for an administrator.")

    static let targetExists = Text(
        ru: "Файл {file} уже есть. Назовите другой: --to ФАЙЛ.",
        en: "The file {file} exists already. Name another one: --to FILE.")
    static let diskFull = Text(
        ru: "На диске нет места. Освободите его и повторите: ничего не изменено.",
        en: "The disk is full. Free some space and try again: nothing was changed.")
    static let diskFailed = Text(
        ru: "Диск не выполнил действие ({call}): {problem}. Ничего не изменено.",
        en: "The disk refused ({call}): {problem}. Nothing was changed.")
    static let fileChanged = Text(
        ru: "Файл {file} стал короче, пока его копировали. Повторите.",
        en: "The file {file} became shorter while it was copied. Try again.")
    static let longName = Text(
        ru: "У файла {file} слишком длинное имя. Уберите его из папки портала.",
        en: "The name of the file {file} is too long. Take it out of the portal's folder.")
    static let portalDamaged = Text(
        ru: "База портала повреждена, копия не сделана: {problem}. Восстановите портал из прежней копии.",
        en: "The portal's database is damaged, no backup was made: {problem}. Restore the portal from an earlier backup.")
    static let notAPortal = Text(
        ru: "{file} — не база портала.", en: "{file} is no database of a portal.")

    static let cannotRead = Text(
        ru: "Не удалось прочитать {file}: {problem}.", en: "Cannot read {file}: {problem}.")
    static let notABackup = Text(
        ru: "{file} — не копия портала. Нужен файл, который сделала команда prom2b backup.",
        en: "{file} is no backup of a portal. Name a file that prom2b backup has made.")
    static let damaged = Text(
        ru: "Копия {file} повреждена или неполна. Возьмите другую.",
        en: "The backup {file} is damaged or incomplete. Take another one.")
    static let damagedEntry = Text(
        ru: "Копия {file} повреждена: не сходится {entry}. Возьмите другую; портал не изменён.",
        en: "The backup {file} is damaged: {entry} is not what it was. Take another one; the portal is unchanged.")
    static let newer = Text(
        ru: "Копия {file} новее программы: в ней есть {what}. Поставьте ту версию программы, которая её сделала, или новее.",
        en: "The backup {file} is newer than the program: it has {what}. Install the version that made it, or a newer one.")
    static let folderNotEmpty = Text(
        ru: "Папка {folder} не пуста. Назовите другую (--data ПАПКА) или добавьте --replace: прежняя будет отложена в сторону.",
        en: "The folder {folder} is not empty. Name another (--data DIR), or add --replace: what is there is put aside.")
    static let portalRuns = Text(
        ru: "Портал в папке {folder} сейчас работает. Остановите его и повторите.",
        en: "The portal in the folder {folder} is running. Stop it and try again.")
}
