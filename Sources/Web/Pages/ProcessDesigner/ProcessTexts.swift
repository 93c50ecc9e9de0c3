import Kernel

/// The words of the process designer.
enum ProcessTexts {
    static let title = Text(ru: "Процесс стадии «{stage}»", en: "Process of the stage “{stage}”")
    static let crumb = Text(ru: "Конструктор процесса", en: "Process designer")
    static let lead = Text(
        ru: "Что происходит, когда элемент входит на стадию, сверху вниз.", en: "What happens when an item enters the stage, from top to bottom.")
    static let stages = Text(ru: "Другая стадия", en: "Another stage")
    static let edit = Text(ru: "Изменить процесс", en: "Change the process")
    static let toRobots = Text(ru: "К роботам", en: "To the robots")
    static let open = Text(ru: "Открыть в конструкторе", en: "Open in the designer")
    static let keys = Text(
        ru: "Блоки перетаскиваются мышью; с клавиатуры — кнопки блока или Alt и стрелки.",
        en: "Blocks are dragged with the mouse; with the keyboard use a block's buttons or Alt and the arrows.")

    // MARK: Drawing
    static let start = Text(ru: "Вход на стадию", en: "Stage is entered")
    static let parallelStart = Text(ru: "Одновременно, с начала стадии", en: "At the same time, from the stage entry")
    static let end = Text(ru: "Конец", en: "End")
    static let yes = Text(ru: "Да", en: "Yes")
    static let no = Text(ru: "Нет", en: "No")
    static let branchNumber = Text(ru: "Ветвь {number}", en: "Branch {number}")
    static let waitsForAll = Text(ru: "Дальше — когда закончены все", en: "Goes on when all have ended")
    static let waitsForAny = Text(ru: "Дальше — когда закончена любая", en: "Goes on when any has ended")
    static let again = Text(ru: "Обратно к проверке условия", en: "Back to the condition")
    static let empty = Text(
        ru: "На этой стадии пока ничего не происходит. Добавьте первый блок.", en: "Nothing happens on this stage yet. Add the first block.")
    static let addHere = Text(ru: "Добавить блок сюда", en: "Add a block here")
    static let addAfter = Text(ru: "Добавить блок после «{title}»", en: "Add a block after “{title}”")
    static let addBranch = Text(ru: "Добавить ветвь", en: "Add a branch")
    static let removeBranch = Text(ru: "Убрать ветвь {number}", en: "Remove branch {number}")

    // MARK: Kinds of blocks
    static let robot = Text(ru: "Робот", en: "Robot")
    static let branch = Text(ru: "Условие", en: "Condition")
    static let choice = Text(ru: "Выбор", en: "Choice")
    static let choiceHelp = Text(ru: "Несколько условий: выполняется первое подошедшее", en: "Several conditions: the first that holds is taken")
    static let otherwise = Text(ru: "Иначе", en: "Otherwise")
    static let caseTitle = Text(ru: "Вариант {number}", en: "Case {number}")
    static let caseName = Text(ru: "Название варианта", en: "Title of the case")
    static let caseCondition = Text(ru: "Когда выбрать этот вариант", en: "When to take this case")
    static let firstCase = Text(ru: "Условие первого варианта", en: "Condition of the first case")
    static let addCase = Text(ru: "Добавить вариант", en: "Add a case")
    static let removeCase = Text(ru: "Убрать вариант {number}", en: "Remove case {number}")
    static let earlier = Text(ru: "Проверять раньше: вариант {number}", en: "Ask earlier: case {number}")
    static let manyCases = Text(ru: "Больше 8 вариантов рядом не поместить.", en: "There is no room for more than 8 cases.")
    static let parallel = Text(ru: "Одновременно", en: "Side by side")
    static let delay = Text(ru: "Пауза", en: "Pause")
    static let loop = Text(ru: "Цикл", en: "Loop")
    static let stop = Text(ru: "Завершить процесс", en: "End the process")
    static let stopKind = Text(ru: "Остановка", en: "Stop")

    static func branchCount(_ count: Int) -> Text {
        Text(
            ru: "\(count) \(russianPlural(count, one: "ветвь", few: "ветви", many: "ветвей"))",
            en: "\(count) branch\(count == 1 ? "" : "es")")
    }

    static func caseCount(_ count: Int) -> Text {
        Text(
            ru: "\(count) \(russianPlural(count, one: "вариант", few: "варианта", many: "вариантов")) и «иначе»",
            en: "\(count) case\(count == 1 ? "" : "s") and “otherwise”")
    }

    static let branchHelp = Text(ru: "Две ветви: условие выполнено или нет", en: "Two branches: the condition holds or does not")
    static let parallelHelp = Text(ru: "Несколько ветвей идут рядом", en: "Several branches run side by side")
    static let delayHelp = Text(ru: "Ждать время, дату поля, рабочие часы", en: "Wait for a time, a field's date, working hours")
    static let loopHelp = Text(ru: "Повторять блоки, пока выполнено условие", en: "Repeat blocks while a condition holds")
    static let stopHelp = Text(ru: "Дальше на этой стадии ничего не выполнять", en: "Do nothing more on this stage")
    static let constructs = Text(ru: "Порядок действий", en: "Order of actions")

    // MARK: Buttons of a block
    static let up = Text(ru: "Выше", en: "Up")
    static let down = Text(ru: "Ниже", en: "Down")
    static let inward = Text(ru: "Внутрь соседнего блока", en: "Into the neighbouring block")
    static let outward = Text(ru: "Наружу", en: "Out of the block")
    static let across = Text(ru: "В соседнюю ветвь", en: "Into the next branch")
    static let joinChain = Text(ru: "Выполнять после блока выше", en: "Run after the block above")
    static let startChain = Text(ru: "Выполнять с начала стадии", en: "Run from the stage entry")

    // MARK: Dialogs
    static let newBlock = Text(ru: "Новый блок", en: "New block")
    static let choose = Text(ru: "Что добавить в процесс стадии «{stage}»?", en: "What shall be added to the process of the stage “{stage}”?")
    static let name = Text(ru: "Название", en: "Title")
    static let nameHelp = Text(ru: "Можно не заполнять: тогда видно само условие или время.", en: "May be left empty: then the condition or time itself is shown.")
    static let until = Text(ru: "Сколько ждать", en: "How long to wait")
    static let whileHolds = Text(ru: "Повторять, пока", en: "Repeat while")
    static let limit = Text(ru: "Не больше раз", en: "At most, times")
    static let waitsFor = Text(ru: "Когда идти дальше", en: "When to go on")
    static let all = Text(ru: "когда закончены все ветви", en: "when all branches have ended")
    static let any = Text(ru: "когда закончена любая, остальные остановить", en: "when any has ended, the others are stopped")
    static let branches = Text(ru: "Сколько ветвей", en: "How many branches")
    static let noCondition = Text(ru: "Задайте условие: выберите поле и значение.", en: "Set a condition: choose a field and a value.")
    static let noDelay = Text(ru: "Укажите, сколько ждать или до какой даты.", en: "Give how long to wait, or until which date.")
    static let badLimit = Text(ru: "Укажите целое число от 1 до 1000.", en: "Give a whole number from 1 to 1000.")
    static let badBranches = Text(ru: "Укажите число ветвей от 2 до 8.", en: "Give a number of branches from 2 to 8.")

    // MARK: Answers
    static let branchNotEmpty = Text(
        ru: "В ветви есть блоки. Сначала перенесите их или удалите.", en: "The branch has blocks. Move them elsewhere or delete them first.")
    static let lastBranch = Text(ru: "Это последняя ветвь. Удалите весь блок.", en: "This is the last branch. Delete the whole block.")
    static let manyBranches = Text(ru: "Больше 8 ветвей рядом не поместить.", en: "There is no room for more than 8 branches.")
    static let removed = Text(ru: "Удалено: «{title}».", en: "Deleted: “{title}”.")
    static let bringBack = Text(ru: "Вернуть", en: "Bring back")
    static let isBack = Text(ru: "Этот блок уже возвращён.", en: "This block has been brought back already.")
    static let unknownStep = Text(ru: "Такого действия нет.", en: "There is no such action.")
    static let moved = Text(ru: "Блок «{title}» перемещён.", en: "The block “{title}” was moved.")
}
