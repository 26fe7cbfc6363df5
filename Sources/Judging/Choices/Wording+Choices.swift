internal import Equations

extension Wording {
  /// Why a choice is not one that a right program makes.
  static func choice(_ name: String, _ found: Plausibility) -> String {
    switch found {
    case .plausible: ""
    case .untestable: "\(name) has too few numbers for anything to be said of how they were drawn, so it earns nothing"
    case .implausible(let flaw): "\(name) \(reason(flaw))"
    }
  }

  static func noChoice(_ name: String) -> String {
    "\(name) is to be chosen by the program, and the reference has no rule for that; this is the assignment's fault, not yours"
  }

  package static func unjudged(_ quantity: String, without choice: String) -> String {
    "\(quantity) cannot be judged without \(choice), which it depends on"
  }

  private static func reason(_ flaw: Plausibility.Flaw) -> String {
    switch flaw {
    case .support(let value): "holds \(value), which is not among the numbers that it may hold"
    case .mean(let mean, let expected):
      "has the mean \(mean.decimal(4)), and should have \(expected.decimal(4)): so far off is chance less than once in 10⁹"
    case .spread(let spread, let expected):
      "has the standard deviation \(spread.decimal(4)), and should have \(expected.decimal(4)): so far off is chance less "
        + "than once in 10⁹"
    case .distribution(let distance):
      "is distributed otherwise than asked: the two distribution functions are \(distance.decimal(3)) apart, which is chance "
        + "less than once in 10⁹"
    case .repeated(let step, let before): "is the same at step \(step) as at step \(before), and should be drawn anew"
    case .rate(let share, let expected):
      "drops \((share * 100).decimal(3)) %, and should drop \((expected * 100).decimal(3)) %: so far off is chance less than "
        + "once in 10⁹"
    case .twice(let position, let epoch):
      "takes \(Int(position)) twice in epoch \(epoch), where every example should come once"
    case .unshuffled: "takes the examples in their own order: it does not shuffle them"
    case .shuffledOnce(let epoch): "has in epoch \(epoch) the order of the epoch before: it should shuffle anew"
    }
  }
}
