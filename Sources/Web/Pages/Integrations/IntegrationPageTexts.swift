import Kernel

enum IntegrationPageTexts {
    static let keys = Text(ru: "Действующие вебхуки", en: "Working webhooks")
    static let new = Text(ru: "Новый вебхук", en: "New webhook")
    static let create = Text(ru: "Создать вебхук", en: "Create the webhook")
    static let title = Text(ru: "Название", en: "Name")
    static let titleHelp = Text(
        ru: "Под этим именем изменения видны в истории карточек: «Сайт», «Обмен с 1С».", en: "Cards show changes under this name: “Web site”, “ERP exchange”.")
    static let person = Text(ru: "От чьего имени", en: "In whose name")
    static let scopes = Text(ru: "Права доступа", en: "Access")
    static let scopesHelp = Text(
        ru: "Программа видит и меняет не больше, чем вы сами, и только в отмеченных разделах.", en: "The program sees and changes no more than you do, and only in what is ticked.")
    static let used = Text(ru: "Использован", en: "Used")
    static let never = Text(ru: "ещё не использован", en: "not yet used")
    static let revoke = Text(ru: "Отозвать", en: "Revoke")
    static let revoked = Text(ru: "Вебхук отозван: программа больше не войдёт", en: "The webhook is revoked: its program is shut out")
    static let noKeys = Text(ru: "Вебхуков пока нет", en: "No webhooks yet")
    static let noKeysHint = Text(
        ru: "Вебхук — адрес, по которому сайт, телефония или обмен с учётной системой работает с CRM от вашего имени.",
        en: "A webhook is an address by which a site, a PBX or an ERP exchange works with the CRM in your name.")
    static let addressOnce = Text(ru: "Скопируйте адрес: он показан один раз", en: "Copy the address: it is shown once")
    static let addressOnceHint = Text(
        ru: "Укажите его в программе вместо адреса вебхука Битрикс24. Кто знает адрес, тот действует от вашего имени. Пример запроса:",
        en: "Enter it in the program in place of the Bitrix24 webhook address. Whoever knows it acts in your name. An example:")
}
