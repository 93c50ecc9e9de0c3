/// A parsed expression. Never deeper than `ExpressionParser.maximumDepth`, so walking it cannot exhaust the stack.
package indirect enum ExpressionNode: Hashable, Sendable {
    case literal(Value)
    case reference(FieldReference)
    case plus(ExpressionNode)
    case minus(ExpressionNode)
    case percent(ExpressionNode)
    /// `range` is that of the operator.
    case binary(BinaryOperator, ExpressionNode, ExpressionNode, range: Range<Int>)
    /// `name` is lower-case and known; `range` is that of the name in the source. A missing argument is a null literal.
    case call(name: String, [ExpressionNode], range: Range<Int>)
}

extension ExpressionNode {
    /// Calls `body` for every insertion, from left to right.
    func forEachReference(_ body: (FieldReference) -> Void) {
        switch self {
        case .literal: break
        case .reference(let reference): body(reference)
        case .plus(let operand), .minus(let operand), .percent(let operand): operand.forEachReference(body)
        case .binary(_, let left, let right, range: _):
            left.forEachReference(body)
            right.forEachReference(body)
        case .call(name: _, let arguments, range: _):
            for argument in arguments { argument.forEachReference(body) }
        }
    }
}

package enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case concatenate = "&"
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "^"

    /// Higher binds tighter; all are left-associative. Postfix % and unary signs bind tighter than any of these.
    var priority: Int {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 1
        case .concatenate: 2
        case .add, .subtract: 3
        case .multiply, .divide: 4
        case .power: 5
        }
    }

    /// The longest operator that `bytes` begin with.
    static func longest(in bytes: ArraySlice<UInt8>) -> BinaryOperator? {
        if bytes.count >= 2, let found = BinaryOperator(rawValue: String(decoding: bytes.prefix(2), as: UTF8.self)) {
            return found
        }
        return bytes.first.flatMap { BinaryOperator(rawValue: String(Unicode.Scalar($0))) }
    }
}
