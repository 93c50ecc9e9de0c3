/// What people and other programs call the fields in the headings of their tables.
enum ImportSynonymTexts {
    static let yo: Character = "ё"
    static let ye: Character = "е"

    /// The fields that a heading may mean, most likely first. `heading` is as `ImportHeadings.plain` makes it.
    static func codes(of heading: String, for entity: EntityType) -> [FieldCode] {
        table.filter { $0.value.contains(heading) }.map(\.key)
            .sorted { rank($0, entity) < rank($1, entity) }
    }

    /// The column of a table of tasks or products that a heading may mean.
    static func code(of heading: String, for kind: TableKind) -> FieldCode? {
        ImportProgramTexts.fields[kind]?[heading]
    }

    static let currencies: [String: String] = [
        "руб": "RUB", "руб.": "RUB", "рубль": "RUB", "рублей": "RUB", "российский рубль": "RUB", "₽": "RUB", "rur": "RUB", "доллар": "USD",
        "доллар сша": "USD", "$": "USD", "евро": "EUR", "€": "EUR", "тенге": "KZT", "₸": "KZT", "юань": "CNY",
    ]

    /// «Компания» of a lead is a text; of a contact or deal a link. «Имя» alone is the first name.
    private static func rank(_ code: FieldCode, _ entity: EntityType) -> Int {
        switch code {
        case .companyTitle: entity == .lead ? 0 : 2
        case .company: 1
        case .title: entity == .company ? 0 : 3
        default: 1
        }
    }

    private static let table: [FieldCode: Set<String>] = [
        .title: [
            "название", "наименование", "название лида", "название сделки", "название компании", "заголовок", "тема",
            "name", "title", "subject", "deal name", "lead name", "company name", "deal", "lead", "сделка", "лид",
            "заявка",
        ],
        ImportPlan.fullName: [
            "фио", "ф и о", "контактное лицо", "полное имя", "клиент", "full name", "contact name", "contact",
        ],
        .name: ["имя", "first name", "firstname", "given name", "имя контакта"],
        .lastName: ["фамилия", "last name", "lastname", "surname", "family name"],
        .secondName: ["отчество", "middle name", "second name", "patronymic"],
        .phone: [
            "телефон", "тел", "телефоны", "мобильный", "мобильный телефон", "рабочий телефон", "домашний телефон",
            "сотовый",
            "телефон рабочий", "телефон мобильный", "номер телефона", "другой телефон", "phone", "phone number",
            "mobile",
            "mobile phone", "work phone", "tel", "telephone", "cell",
        ],
        .email: [
            "e mail", "email", "почта", "эл почта", "электронная почта", "электронный адрес", "рабочий e mail",
            "частный e mail",
            "адрес электронной почты", "имейл", "mail", "work email", "email address", "e mail address",
        ],
        .web: ["сайт", "веб сайт", "www", "web", "website", "site", "корпоративный сайт"],
        .companyTitle: [
            "компания", "название компании", "организация", "фирма", "company", "company name", "organization",
        ],
        .company: ["компания", "организация", "company"],
        .source: ["источник", "откуда", "канал", "source", "lead source", "channel"],
        .comments: [
            "комментарий", "комментарии", "примечание", "примечания", "заметка", "заметки", "описание", "comment",
            "comments",
            "note", "notes", "description",
        ],
        .amount: ["сумма", "бюджет", "стоимость", "цена", "amount", "sum", "budget", "price", "value", "opportunity"],
        .responsible: ["ответственный", "менеджер", "сотрудник", "owner", "responsible", "manager", "assigned to"],
        "STATUS_ID": ["статус", "стадия", "этап", "status", "stage"],
        "STAGE_ID": ["стадия", "статус", "этап", "этап сделки", "стадия сделки", "stage", "status", "deal stage"],
        "POST": ["должность", "position", "job title", "post"],
        "ADDRESS": ["адрес", "address", "город", "city"],
        .inn: ["инн", "inn", "tax id"],
        "UF_CRM_REQUEST": ["запрос", "запрос клиента", "что нужно", "request"],
        .createdAt: ["дата создания", "создан", "создана", "дата", "created", "created at", "date", "date create"],
    ]
}
