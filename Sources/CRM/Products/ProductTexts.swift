import Kernel

enum ProductTexts {
    static let wrongRow = Text(
        ru: "Товар в строке {row}: укажите название, неотрицательные цену и количество, скидку не больше 100 %",
        en: "Product in row {row}: give a name, a price and quantity not below zero, a discount of 100 % at most")
    static let tooMany = Text(ru: "Товаров не больше 500, разделите сделку", en: "500 products at most, split the deal")
    static let noProduct = Text(ru: "Такого товара нет. Обновите страницу", en: "There is no such product. Reload the page")
    static let noName = Text(ru: "Дайте товару название", en: "Name the product")
    static let badTax = Text(ru: "Ставка НДС: от 0 до 100 %", en: "The tax rate goes from 0 to 100 %")
    static let longDescription = Text(
        ru: "Описание длиннее 20 000 знаков, сократите его", en: "The description is longer than 20,000 characters, shorten it")
    static let longCode = Text(
        ru: "Артикул, код, внешний код и единица: не длиннее 500 знаков", en: "Article, code, outside code and unit: 500 characters at most")
    static let noSection = Text(ru: "Такого раздела нет. Обновите страницу", en: "There is no such section. Reload the page")
    static let noSectionName = Text(ru: "Дайте разделу название не длиннее 500 знаков", en: "Name the section, 500 characters at most")
    static let sectionCircle = Text(
        ru: "Раздел не может стоять внутри себя самого", en: "A section cannot stand within itself")
    static let noMeasure = Text(ru: "Такой единицы нет. Обновите страницу", en: "There is no such unit. Reload the page")
    static let noMeasureName = Text(ru: "Дайте единице название", en: "Name the unit")
    static let noMeasureSymbol = Text(ru: "Дайте единице обозначение, например «шт»", en: "Give the unit a symbol, such as “pcs”")
    static let badMeasureCode = Text(
        ru: "Укажите код единицы числом, например 796", en: "Give the unit's code as a number, such as 796")
    static let measureCodeTaken = Text(ru: "Единица с таким кодом уже есть", en: "There is a unit with this code")
    static let usualMeasure = Text(
        ru: "Эту единицу получают новые товары. Сначала назначьте другую", en: "New products get this unit. Choose another one first")
    static let noRate = Text(ru: "Такой ставки нет. Обновите страницу", en: "There is no such rate. Reload the page")
    static let noRateName = Text(ru: "Дайте ставке название", en: "Name the rate")
    static let badPrice = Text(ru: "Цена не может быть отрицательной", en: "The price cannot be below zero")
}
