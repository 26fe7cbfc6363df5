internal import Equations

extension DiagnosisWording {
  /// The sentence for a choice that follows a rule of its own.
  func sentence(_ rule: ChoiceRule, _ quantity: String) -> String {
    let whatever = "whatever the losses are"
    return switch rule {
    case .rank(let rank):
      "\(quantity) is the rate of the \(Self.ordinal(rank)) least loss, and should be that of the least."
    case .beside(let by):
      "\(quantity) is the rate \(Self.count(abs(by))) \(by > 0 ? "after" : "before") that of the least loss in the list: an index is too \(by > 0 ? "large" : "small")."
    case .place(0): "\(quantity) is the last rate of the list, \(whatever)."
    case .place(1): "\(quantity) is the first rate of the list, \(whatever)."
    case .place(let place): "\(quantity) is the \(Self.ordinal(place)) rate of the list, \(whatever)."
    case .largest: "\(quantity) is the largest of the rates, \(whatever)."
    case .smallest: "\(quantity) is the smallest of the rates, \(whatever)."
    case .firstDip:
      "\(quantity) is the first rate after which the loss rises: a later one may have a lower loss, so look at all of them."
    case .lastDip:
      "\(quantity) is the last rate whose loss is less than that of the rate before it: compare each with the least so far."
    case .belowFirst(let isLast):
      "\(quantity) is the \(isLast ? "last" : "first") rate whose loss is less than that of the first rate: compare each with the least so far."
    case .leaving(let isLast):
      "\(quantity) is the rate of the least loss among all but the \(isLast ? "last" : "first"): that one belongs into the comparison, too."
    case .stale: "\(quantity) is the rate of the least loss of the step before: take that of this step."
    case .neverReset:
      "The least loss is kept from the steps before, so that \(quantity) is only changed by a lower one: begin each step's search anew."
    case .fixed(let number):
      "\(quantity) is \(isNamesOnly ? "one number" : number == 0 ? "0" : "\(number)") at every step, and not always one of the rates."
    case .foreign(let numbers, let list):
      "\(quantity) is \(isNamesOnly ? "a number" : AxisWords.list(numbers.map { text(.number($0)) }, "or")), which is not among the \(list) of the case: choose from the list that is given."
    case .least(let formula):
      "\(quantity) is the rate with the least \(text(formula.node)), and should be that of the least loss."
    case .most(let formula):
      "\(quantity) is the rate with the largest \(text(formula.node)), and should be that of the least loss."
    }
  }

  private static func ordinal(_ number: Int) -> String {
    let words = ["first", "second", "third", "fourth", "fifth", "sixth"]
    return words.indices.contains(number - 1) ? words[number - 1] : "\(number)th"
  }

  private static func count(_ number: Int) -> String { number == 1 ? "one place" : "two places" }
}
