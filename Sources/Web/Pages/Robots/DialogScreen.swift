import Kernel

/// The screen that a dialog was opened from and goes back to.
enum DialogScreen {
    case board(String)
    case process(String)

    init(_ page: PageRequest, _ model: RobotsModel, stage: String) {
        self = page.query["screen"] == "process" ? .process(model.processAddress(stage, isEditing: true)) : .board(model.address + "?edit=1")
    }

    var address: String {
        switch self {
        case .board(let address), .process(let address): address
        }
    }

    /// The address of a dialog that comes back to this screen.
    func marked(_ address: String) -> String {
        guard case .process = self else { return address }
        return address + (address.contains("?") ? "&" : "?") + "screen=process"
    }
}

extension RobotsModel {
    /// The process designer of a stage.
    func processAddress(_ stage: String, isEditing: Bool) -> String {
        "\(address)/process?stage=\(percentEncoded(stage))\(isEditing ? "&edit=1" : "")"
    }
}
