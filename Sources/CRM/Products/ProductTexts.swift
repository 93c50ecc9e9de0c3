import Kernel

enum ProductTexts {
    static let wrongRow = Text(
        ru: "Товар в строке {row}: укажите название, неотрицательные цену и количество, скидку не больше 100 %",
        en: "Product in row {row}: give a name, a price and quantity not below zero, a discount of 100 % at most")
    static let tooMany = Text(ru: "Товаров не больше 500, разделите сделку", en: "500 products at most, split the deal")
    static let noProduct = Text(ru: "Такого товара нет. Обновите страницу", en: "There is no such product. Reload the page")
    static let noName = Text(ru: "Дайте товару название", en: "Name the product")
    static let badTax = Text(ru: "Ставка НДС: от 0 до 100 %", en: "The tax rate goes from 0 to 100 %")
    static let badPrice = Text(ru: "Цена не может быть отрицательной", en: "The price cannot be below zero")
}
