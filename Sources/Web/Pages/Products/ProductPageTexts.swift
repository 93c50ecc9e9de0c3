import CRM
import Kernel

/// What people read in the catalogue of products.
enum ProductPageTexts {
    static let title = Text(ru: "Товары", en: "Products")
    static let product = Text(ru: "Товар", en: "Product")
    static let newProduct = Text(ru: "Новый товар", en: "New product")
    static let search = Text(ru: "Название или артикул", en: "Name or article")
    static let name = Text(ru: "Название", en: "Name")
    static let article = Text(ru: "Артикул", en: "Article")
    static let price = Text(ru: "Цена", en: "Price")
    static let badPrice = Text(ru: "Укажите цену числом, например 12 500,50.", en: "Give the price as a number, such as 12500.50.")
    static let unit = Text(ru: "Единица", en: "Unit")
    static let unitExample = Text(ru: "шт", en: "pcs")
    static let tax = Text(ru: "НДС", en: "VAT")
    static let taxIncluded = Text(ru: "НДС включён в цену", en: "VAT is included in the price")
    static let taxWithin = Text(ru: "{rate} % в цене", en: "{rate} % within the price")
    static let taxOnTop = Text(ru: "{rate} % сверху", en: "{rate} % on top")
    static let archive = Text(ru: "В архив", en: "Archive")
    static let restore = Text(ru: "Вернуть из архива", en: "Take out of the archive")
    static let archived = Text(ru: "Товар в архиве: в новых строках он не предлагается.", en: "The product is archived: new rows do not offer it.")
    static let restored = Text(ru: "Товар снова предлагается.", en: "The product is offered again.")
    static let created = Text(ru: "Товар добавлен.", en: "The product is added.")
    static let none = Text(ru: "Товаров пока нет", en: "No products yet")
    static let noneHint = Text(
        ru: "Добавьте то, что вы продаёте: цена, единица и НДС подставятся в строки сделок.",
        en: "Add what you sell: price, unit and VAT go into the rows of deals by themselves.")
    static let noArchive = Text(ru: "В архиве пусто", en: "The archive is empty")
    static let nothing = Text(ru: "Ничего не нашлось", en: "Nothing was found")
    static let nothingHint = Text(ru: "Измените слова поиска.", en: "Try other words.")
    static let choose = Text(ru: "Выберите из каталога или введите свободный текст", en: "Choose from the catalogue or type freely")
}

extension ProductPart {
    var title: Text {
        switch self {
        case .offered: Text(ru: "Предлагаются", en: "Offered")
        case .archived: Text(ru: "В архиве", en: "Archived")
        case .all: Text(ru: "Все", en: "All")
        }
    }
}
