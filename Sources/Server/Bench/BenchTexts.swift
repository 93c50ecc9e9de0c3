/// Russian data for the measured portal: normalising and searching Cyrillic is part of the work.
enum BenchTexts {
    static let goods = [
        "Насос центробежный", "Компрессор винтовой", "Станок токарный", "Редуктор червячный", "Электродвигатель", "Вентилятор радиальный",
        "Теплообменник пластинчатый", "Таль электрическая",
    ]
    static let firstNames = ["Анна", "Игорь", "Мария", "Пётр", "Ольга", "Сергей", "Наталья", "Дмитрий"]
    static let lastNames = ["Иванченко", "Кузнец", "Морозенко", "Гриценко", "Савчук", "Лещенко", "Ткач", "Бондарь", "Кравец", "Шевчук", "Мельник", "Коваль"]
    static let companies = ["Завод", "Комбинат", "Мастерская", "Стройка", "Фабрика", "Цех"]
    static let headings = ["Имя", "Фамилия", "Телефон", "E-mail", "Компания", "Сумма", "Комментарий", "Запрос клиента"]
    static let comment = "Просит перезвонить после обеда; нужен счёт на предоплату"
    static let department = "Отдел продаж"
    static let searched = "насос"
    /// What robots of a measured pipeline write.
    static let robot = "Подготовить документы: {=Document:TITLE}, сумма {=Document:OPPORTUNITY}, клиент {=Document:COMPANY.TITLE}"
    static let robotTitle = "Робот"
}
