import Kernel
import Storage

extension SecretBox {
    /// By which a program knows that the portal speaks: one for each program, always the same.
    package func applicationToken(of program: String) -> String { mark("application/\(program)").prefix(32).description }

    /// What a program names when it answers a robot's call: the call's number with this portal's mark.
    package func eventToken(of call: ProgramCall) -> String { "\(call.delivery)_\(mark(call.name))" }

    /// The call that a token names; nil for a token that this portal has not given.
    package func call(_ eventToken: String, in reader: any Reader) throws -> ProgramCall? {
        let parts = eventToken.split(separator: "_")
        guard parts.count == 2, let number = Int64(parts[0]), let call = try ProgramCall.call(number, in: reader),
            isMark(parts[1], of: call.name)
        else { return nil }
        return call
    }
}
