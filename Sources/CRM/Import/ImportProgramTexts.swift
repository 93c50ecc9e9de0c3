/// The headings of other programs' exports, as `ImportHeadings.plain` makes them: small letters, one letter for two, no signs.
enum ImportProgramTexts {
    static let bitrix24 = "Битрикс24"

    /// Words that only this program writes.
    static let marks: [ImportProgram: Set<String>] = [
        .amoCRM: [
            "теги сделки", "основной контакт", "компания контакта", "этап сделки", "дата создания сделки", "кем создана сделка",
            "кем редактирована", "теги контакта", "кем создан контакт", "рабочий прямой телефон", "ближайшая задача", "теги компании",
            "дата создания контакта", "дата создания компании", "личный email", "другой email", "рабочий email", "полное имя контакта",
        ],
        .bitrix24: [
            "стадия сделки", "доступна для всех", "доступен для всех", "доступна всем", "рабочий e mail", "частный e mail", "e mail для рассылок",
            "телефон для рассылок", "номер пейджера", "дополнительно об источнике", "дополнительно о статусе", "направление",
            "сделка закрыта", "предполагаемая дата закрытия", "повторная сделка", "повторный лид", "участвует в экспорте контактов",
            "корпоративный сайт", "сайт facebook", "стадия лида", "контакт рабочий телефон", "компания название компании",
        ],
    ]

    static let common: [String: FieldCode] = [
        "id": "ORIGIN_ID", "ответственный": .responsible, "ответственный за контакт": .responsible, "ответственный за компанию": .responsible,
        "дата создания": .createdAt, "источник": .source, "дополнительно об источнике": "SOURCE_DESCRIPTION",
        "комментарий": .comments, "примечание": .comments, "примечание 1": .comments, "примечание 2": .comments, "примечание 3": .comments,
        "примечание 4": .comments, "примечание 5": .comments, "теги": .comments, "адрес": "ADDRESS", "город": "ADDRESS_CITY",
        "населенный пункт": "ADDRESS_CITY", "почтовый индекс": "ADDRESS_POSTAL_CODE", "страна": "ADDRESS_COUNTRY",
    ]

    /// A person's name and how to reach them.
    static let person: [String: FieldCode] = [
        "имя": .name, "фамилия": .lastName, "отчество": .secondName, "должность": "POST", "дата рождения": "BIRTHDATE",
        "рабочий телефон": .phone, "рабочий прямой телефон": .phone, "мобильный телефон": .phone, "домашний телефон": .phone,
        "другой телефон": .phone, "телефон": .phone, "телефон для рассылок": .phone, "рабочий e mail": .email, "рабочий email": .email,
        "частный e mail": .email, "личный email": .email, "другой e mail": .email, "другой email": .email, "e mail для рассылок": .email,
        "email": .email, "e mail": .email, "корпоративный сайт": .web, "личная страница": .web, "web": .web, "сайт": .web, "другой сайт": .web,
    ]

    static let fields: [TableKind: [String: FieldCode]] = [
        .deal: [
            "название сделки": .title, "название": .title, "наименование": .title, "стадия сделки": "STAGE_ID", "этап сделки": "STAGE_ID",
            "этап": "STAGE_ID", "стадия": "STAGE_ID", "статус": "STAGE_ID", "воронка": .pipeline, "направление": .pipeline,
            "бюджет": .amount, "бюджет сделки": .amount, "сумма": .amount, "валюта": TableFields.currency, "тип": "TYPE_ID",
            "тип сделки": "TYPE_ID", "вероятность": "PROBABILITY", "дата начала": "BEGINDATE", "предполагаемая дата закрытия": "CLOSEDATE",
            "дата завершения": "CLOSEDATE", "дата закрытия": "CLOSEDATE", "дата создания сделки": .createdAt, "теги сделки": .comments,
            "примечание к сделке": .comments, "основной контакт": "CONTACT.FULL_NAME", "полное имя контакта": "CONTACT.FULL_NAME",
            "контакт": "CONTACT.FULL_NAME", "компания контакта": "COMPANY.TITLE", "компания": "COMPANY.TITLE",
            "название компании": "COMPANY.TITLE", "сайт": "COMPANY.WEB", "web": "COMPANY.WEB", "корпоративный сайт": "COMPANY.WEB",
            "контакт имя": "CONTACT.NAME", "контакт фамилия": "CONTACT.LAST_NAME", "контакт отчество": "CONTACT.SECOND_NAME",
            "контакт должность": "CONTACT.POST", "контакт рабочий телефон": "CONTACT.PHONE", "контакт мобильный телефон": "CONTACT.PHONE",
            "контакт телефон": "CONTACT.PHONE", "контакт рабочий e mail": "CONTACT.EMAIL", "контакт частный e mail": "CONTACT.EMAIL",
            "контакт e mail": "CONTACT.EMAIL", "компания название компании": "COMPANY.TITLE", "компания название": "COMPANY.TITLE",
            "компания рабочий телефон": "COMPANY.PHONE", "компания рабочий e mail": "COMPANY.EMAIL",
            "компания корпоративный сайт": "COMPANY.WEB", "компания инн": "COMPANY.INN", "инн": "COMPANY.INN",
            "рабочий телефон компания": "COMPANY.PHONE", "рабочий телефон контакт": "CONTACT.PHONE",
        ],
        .lead: [
            "название лида": .title, "название": .title, "статус": "STATUS_ID", "стадия": "STATUS_ID", "стадия лида": "STATUS_ID",
            "дополнительно о статусе": "STATUS_DESCRIPTION", "сумма": .amount, "бюджет": .amount, "валюта": TableFields.currency,
            "название компании": .companyTitle, "компания": .companyTitle, "обращение": "HONORIFIC",
        ],
        .contact: [
            "полное имя контакта": ImportPlan.fullName, "наименование": ImportPlan.fullName, "имя контакта": ImportPlan.fullName,
            "компания": "COMPANY.TITLE", "название компании": "COMPANY.TITLE", "компания контакта": "COMPANY.TITLE",
            "дата создания контакта": .createdAt, "теги контакта": .comments, "тип контакта": "TYPE_ID", "обращение": "HONORIFIC",
        ],
        .company: [
            "название компании": .title, "название": .title, "наименование": .title, "тип компании": "COMPANY_TYPE",
            "сфера деятельности": "INDUSTRY", "теги компании": .comments, "дата создания компании": .createdAt, "инн": .inn, "кпп": "KPP",
            "годовой оборот": "REVENUE",
        ],
        .task: [
            "название": .title, "название задачи": .title, "описание": TaskTable.description, "ответственный": TaskTable.responsible,
            "исполнитель": TaskTable.responsible, "постановщик": TaskTable.author, "крайний срок": TaskTable.deadline,
            "статус": TaskTable.state, "соисполнители": TaskTable.participants, "наблюдатели": TaskTable.observers,
            "дата создания": TaskTable.createdAt, "дата закрытия": TaskTable.completedAt, "элементы crm": TaskTable.items,
        ],
        .product: [
            "название": ProductTable.name, "наименование": ProductTable.name, "артикул": ProductTable.article, "цена": ProductTable.price,
            "валюта": TableFields.currency, "единица измерения": ProductTable.unit, "ед изм": ProductTable.unit,
            "ставка ндс": ProductTable.tax, "ндс": ProductTable.tax, "ндс включен в цену": ProductTable.taxIncluded,
            "активность": ProductTable.active, "активен": ProductTable.active,
        ],
    ]
}
