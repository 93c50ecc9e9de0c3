import Kernel
import Storage

extension PostgresFailure {
    /// Nothing of the transaction can be kept, even when the body takes no notice of the error.
    var interrupts: Bool { recovery != .none || refusal != nil || storage == .diskFull }

    /// What the caller gets once nothing more can be tried.
    var explained: any Error {
        if let refusal { return refusal }
        return switch recovery {
        case .none: storage
        case .rerun: Failure(.conflict, PostgresTexts.busy)
        case .reconnect, .replan: Failure(.unavailable, PostgresTexts.lost)
        }
    }

    private var refusal: Failure? {
        state == "57014" ? Failure(.unavailable, PostgresTexts.tooSlow) : nil
    }
}
