import Kernel

enum MigrationTexts {
    static let databaseIsNewer = Text(
        ru: """
            База данных новее программы: в ней есть изменение {migration}, о котором эта версия не знает. Запустите ту версию \
            программы, которая работала с базой последней, или восстановите базу из копии.
            """,
        en: """
            The database is newer than the program: it has the change {migration}, which this version does not know. Start the \
            version of the program that used the database last, or restore the database from a copy.
            """)
}
