import Kernel

/// What exports say, and the names of the columns that are no fields of an item.
enum ExportTexts {
    static let tooManyRows = Text(
        ru: "Строк больше, чем вмещает лист Excel (1 048 576). Выгрузите в CSV или сузьте фильтр.",
        en: "There are more rows than an Excel sheet holds (1,048,576). Export to CSV, or narrow the filter.")
    static let mayNot = Text(
        ru: "У вас нет права выгружать: {entity}. Обратитесь к администратору.", en: "You may not export: {entity}. Ask the administrator.")
    static let noPlace = Text(
        ru: "Не удалось создать временный файл для выгрузки. Проверьте место на диске.",
        en: "The temporary file of the export could not be made. See whether the disk is full.")

    static let products = Text(ru: "Товары", en: "Products")
    static let tasks = Text(ru: "Задачи", en: "Tasks")

    static let id = Text(ru: "ID", en: "ID")
    static let name = Text(ru: "Название", en: "Title")
    static let currency = Text(ru: "Валюта", en: "Currency")
    static let article = Text(ru: "Артикул", en: "Article")
    static let unit = Text(ru: "Единица измерения", en: "Unit")
    static let price = Text(ru: "Цена", en: "Price")
    static let tax = Text(ru: "НДС, %", en: "VAT, %")
    static let taxIncluded = Text(ru: "НДС в цене", en: "VAT included")
    static let offered = Text(ru: "Продаётся", en: "Offered")

    static let description = Text(ru: "Описание", en: "Description")
    static let responsible = Text(ru: "Ответственный", en: "Responsible")
    static let author = Text(ru: "Постановщик", en: "Author")
    static let participants = Text(ru: "Соисполнители", en: "Participants")
    static let observers = Text(ru: "Наблюдатели", en: "Observers")
    static let state = Text(ru: "Статус", en: "Status")
    static let deadline = Text(ru: "Крайний срок", en: "Deadline")
    static let planStart = Text(ru: "Начало по плану", en: "Planned start")
    static let planEnd = Text(ru: "Завершение по плану", en: "Planned end")
    static let important = Text(ru: "Важная", en: "Important")
    static let mayChangeDeadline = Text(ru: "Исполнитель может менять срок", en: "Responsible may change the deadline")
    static let controlled = Text(ru: "Принять после завершения", en: "Accept after completion")
    static let items = Text(ru: "Элементы CRM", en: "CRM items")
    static let checkList = Text(ru: "Чек-лист", en: "Check list")
    static let result = Text(ru: "Результат", en: "Result")
    static let createdAt = Text(ru: "Создана", en: "Created")
    static let completedAt = Text(ru: "Завершена", en: "Completed")
}
