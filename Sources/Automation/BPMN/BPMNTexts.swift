import Kernel

/// What the import of BPMN says: names of elements, what a person has to do, why a file cannot be taken.
enum BPMNTexts {
    /// Elements that a token passes, by their names in BPMN.
    static let flowElements: [String: Text] = [
        "startEvent": Text(ru: "Начало", en: "Start event"), "endEvent": Text(ru: "Конец", en: "End event"),
        "task": Text(ru: "Задача", en: "Task"), "userTask": Text(ru: "Задача человека", en: "User task"),
        "manualTask": Text(ru: "Ручная задача", en: "Manual task"), "serviceTask": Text(ru: "Служебная задача", en: "Service task"),
        "scriptTask": Text(ru: "Задача-сценарий", en: "Script task"), "sendTask": Text(ru: "Отправка", en: "Send task"),
        "receiveTask": Text(ru: "Получение", en: "Receive task"), "businessRuleTask": Text(ru: "Бизнес-правило", en: "Business rule task"),
        "callActivity": Text(ru: "Вызов процесса", en: "Call activity"),
        "exclusiveGateway": Text(ru: "Исключающий шлюз", en: "Exclusive gateway"),
        "parallelGateway": Text(ru: "Параллельный шлюз", en: "Parallel gateway"),
        "inclusiveGateway": Text(ru: "Неисключающий шлюз", en: "Inclusive gateway"),
        "eventBasedGateway": Text(ru: "Шлюз по событиям", en: "Event-based gateway"),
        "complexGateway": Text(ru: "Сложный шлюз", en: "Complex gateway"),
        "intermediateCatchEvent": Text(ru: "Промежуточное событие", en: "Intermediate catch event"),
        "intermediateThrowEvent": Text(ru: "Промежуточное событие", en: "Intermediate throw event"),
        "boundaryEvent": Text(ru: "Граничное событие", en: "Boundary event"), "subProcess": Text(ru: "Подпроцесс", en: "Sub-process"),
        "transaction": Text(ru: "Транзакция", en: "Transaction"), "adHocSubProcess": Text(ru: "Подпроцесс ad hoc", en: "Ad-hoc sub-process"),
    ]

    /// What stands beside the flow, and what is said when it is left out; nil says nothing.
    static let decorations: [String: (title: Text, message: Text?)] = [
        "laneSet": (Text(ru: "Дорожки", en: "Lanes"), lanes), "textAnnotation": (Text(ru: "Примечание", en: "Text annotation"), decoration),
        "dataObject": (Text(ru: "Данные", en: "Data object"), nil), "dataObjectReference": (Text(ru: "Данные", en: "Data object"), decoration),
        "dataStoreReference": (Text(ru: "Хранилище данных", en: "Data store"), decoration),
        "group": (Text(ru: "Группа", en: "Group"), nil), "association": (Text(ru: "Связь", en: "Association"), nil),
    ]

    private static let process = Text(ru: "Процесс", en: "Process")

    // MARK: What a person has to do
    static let setCondition = Text(
        ru: "задайте условие. На схеме: {condition}", en: "set the condition. In the drawing: {condition}")
    static let fillIn = Text(ru: "стала роботом «{robot}», заполните: {parameters}", en: "became the robot “{robot}”, fill in: {parameters}")
    static let whoDoes = Text(
        ru: "исполнитель на схеме — {people}, в роботе выберите сотрудника или роль",
        en: "in the drawing done by {people}; choose a colleague or a role in the robot")
    static let repeatedTask = Text(
        ru: "на схеме повторяется для каждого элемента списка; перенесено одно выполнение",
        en: "repeated for every element of a list in the drawing; one execution was taken over")
    static let roundedTimer = Text(ru: "секунды округлены до минуты", en: "seconds were rounded up to a minute")
    static let loopLimit = Text(
        ru: "стал циклом: не больше {count} повторов, проверьте это число", en: "became a loop of at most {count} turns; check this number")
    static let loopTwice = Text(
        ru: "шаги от этого места до вопроса стоят дважды: перед циклом и в нём, потому что цикл спрашивает в начале",
        en: "the steps from here to the question stand twice, before the loop and in it, because a loop asks first")

    // MARK: What is left out
    static let elementLeftOut = Text(ru: "не поддерживается, пропущено", en: "is not supported, left out")
    static let noRobot = Text(
        ru: "нет подходящего робота, пропущено. Назовите задачу как робота или добавьте его сами",
        en: "no robot suits it, left out. Call the task like a robot, or add one yourself")
    static let eventLeftOut = Text(ru: "событие не поддерживается: здесь процесс просто заканчивается", en: "the event is not supported: the process simply ends here")
    static let eventStart = Text(
        ru: "начало по событию не переносится: процесс начинается при входе на стадию. Для события добавьте триггер",
        en: "a start by an event is not taken over: the process begins when the stage is entered. Add a trigger for the event")
    static let timerLeftOut = Text(
        ru: "пауза «{timer}» непонятна, пропущено. Поддерживаются недели, дни, часы и минуты: P3D, PT2H30M",
        en: "the pause “{timer}” is not understood, left out. Weeks, days, hours and minutes are: P3D, PT2H30M")
    static let boundaryLeftOut = Text(
        ru: "граничные события не поддерживаются, путь от него не перенесён", en: "boundary events are not supported, the way behind it was left out")
    static let unreached = Text(ru: "от начала сюда не ведёт ни одна стрелка, не перенесено", en: "no way leads here from the start, left out")
    static let lanes = Text(ru: "исполнителей выберите в роботах", en: "choose who does what in the robots")
    static let decoration = Text(ru: "не переносится", en: "is not taken over")
    static let otherProcess = Text(ru: "в файле несколько процессов, перенесён самый большой", en: "the file has several processes, the largest was taken")

    // MARK: Why a graph is refused
    static let unstructured = Text(
        ru: "сюда сходятся пути, которые начались в разных местах. Сведите ветви там же, где они разошлись",
        en: "ways meet here that have parted in different places. Let branches meet where they parted")
    static let intoLoop = Text(ru: "стрелка ведёт в середину цикла. Оставьте у цикла один вход", en: "an arrow leads into the middle of a loop. Leave one way in")
    static let backFromInside = Text(
        ru: "к началу цикла возвращаются из нескольких мест. Сведите возвраты в одну стрелку",
        en: "several places lead back to the start of the loop. Let one arrow lead back")
    static let loopWays = Text(
        ru: "у цикла должен быть один исключающий шлюз с одной стрелкой назад и выходом",
        en: "a loop needs one exclusive gateway with one arrow back and a way out")
    static let endlessLoop = Text(ru: "из цикла нет выхода", en: "the loop has no way out")
    static let severalWays = Text(
        ru: "из элемента выходит несколько стрелок. Поставьте после него шлюз", en: "several arrows leave the element. Put a gateway behind it")
    static let gateway = Text(
        ru: "такой шлюз не поддерживается. Замените его исключающим или параллельным",
        en: "such a gateway is not supported. Use an exclusive or a parallel one")
    static let exclusiveMeetsParallel = Text(
        ru: "ветви исключающего шлюза сходятся в параллельном: он ждал бы вечно", en: "ways of an exclusive gateway meet in a parallel one, which would wait for ever")
    static let parallelMeetsOther = Text(
        ru: "параллельные ветви сходятся не в параллельном шлюзе: дальше всё шло бы несколько раз",
        en: "parallel ways meet in something else than a parallel gateway: what follows would run several times")
    static let parallelOpen = Text(
        ru: "параллельные ветви не сходятся до конца внешней ветви. Сведите их параллельным шлюзом",
        en: "parallel ways do not meet before the branch around them ends. Let them meet in a parallel gateway")
    static let endInside = Text(
        ru: "конец внутри параллельной ветви или подпроцесса обрывает только его. Доведите ветвь до места, где она сходится с другими",
        en: "an end inside a parallel way or a sub-process ends only that. Lead the way to where it meets the others")
    static let refused = Text(ru: "Схему не удалось перенести. {element}: {problem}.", en: "The drawing cannot be taken over. {element}: {problem}.")

    // MARK: Files
    static let notBPMN = Text(
        ru: "Это не BPMN 2.0: нет элемента definitions. Сохраните схему в bpmn.io как «BPMN 2.0 diagram».",
        en: "This is no BPMN 2.0: there is no element “definitions”. Save the drawing in bpmn.io as “BPMN 2.0 diagram”.")
    static let noProcess = Text(ru: "В файле нет процесса с элементами.", en: "The file has no process with elements.")
    static let noStart = Text(
        ru: "{process}: непонятно, где начало. Добавьте начальное событие.", en: "{process}: it is not clear where it begins. Add a start event.")
    static let doubleID = Text(ru: "Обозначение «{id}» стоит в файле дважды.", en: "The id “{id}” stands twice in the file.")
    static let looseFlow = Text(ru: "Стрелка «{id}» ведёт к элементу, которого нет.", en: "The arrow “{id}” leads to an element that does not exist.")
    static let tooLarge = Text(ru: "Файл больше {most} МБ.", en: "The file is larger than {most} MB.")
    static let tooComplex = Text(
        ru: "В файле слишком много элементов или они вложены слишком глубоко.", en: "The file has too many elements, or they are nested too deeply.")
    static let documentType = Text(
        ru: "В файле есть DOCTYPE. Схемы BPMN его не содержат; файл отклонён, чтобы не раскрывать сущности.",
        en: "The file has a DOCTYPE. BPMN needs none; it is refused so that no entities are expanded.")
    static let notXML = Text(
        ru: "Файл не читается как XML: строка {line}, столбец {column} ({problem}).",
        en: "The file cannot be read as XML: line {line}, column {column} ({problem}).")
    static let noParser = Text(ru: "Не хватило памяти для чтения файла.", en: "There is not enough memory to read the file.")

    // MARK: Naming
    static func described(_ node: BPMNNode) -> Text { described(node.type, node.name, node.id) }

    static func described(_ element: XMLNode) -> Text {
        let name = element.attributes["name"] ?? element.child("text")?.text ?? ""
        return described(element.name, name.onOneLine, element.attributes["id"] ?? "")
    }

    private static func described(_ type: String, _ name: String, _ id: String) -> Text {
        let title = flowElements[type] ?? decorations[type]?.title ?? (type == "process" ? process : Text(verbatim: type))
        let shown = name.count > 80 ? name.prefix(80) + "…" : name[...]
        let (russian, english) = shown.isEmpty ? ("", "") : (" «\(shown)»", " “\(shown)”")
        return Text(ru: "\(title.russian)\(russian) (\(id))", en: "\(title.english)\(english) (\(id))")
    }

    static func refusal(_ problem: Text, at node: BPMNNode?) -> Failure {
        Failure(.invalid, refused.with(["element": node.map(described) ?? process, "problem": problem]))
    }

    /// Whether an arrow is called yes.
    static func isYes(_ name: String) -> Bool { ["да", "yes", "true", "ok"].contains(name.lowercased()) }
}
