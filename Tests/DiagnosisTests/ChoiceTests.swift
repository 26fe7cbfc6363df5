import Assignments
import Equations
import Grading
import GradingSupport
import Reference
import Testing
import Traces
import Verification

@testable import Diagnosis

/// A choice is told by the rule that it follows, and lists by the order in which they stand.
@Suite struct ChoiceTests {
  private let search: Grader
  private let adam: Grader

  init() throws {
    search = try Grader(AssignmentLibrary.shipped.assignment("12-lineSearch"))
    adam = try Grader(AssignmentLibrary.shipped.assignment("10-adam"))
  }

  private struct Program: Subject {
    let make: @Sendable (RunInputs) -> Trace?

    func run(_ inputs: RunInputs) async -> CaseRun {
      CaseRun(trace: make(inputs) ?? Trace(), ending: .completed)
    }
  }

  private func said(_ quantity: String, _ grader: Grader, _ make: @escaping @Sendable (RunInputs) -> Trace?) async
    -> String
  {
    let checks = await grader.grade(Program(make: make)).checks
    let told = checks.first { $0.quantity == quantity && $0.diagnosis != nil && $0.isUnexplained != true }
    return told?.diagnosis?.sentences.joined(separator: " ") ?? ""
  }

  /// A rule, as a program would have it, and words of the sentence.
  struct Rule: Sendable, CustomTestStringConvertible {
    let words: String
    let formula: Expression
    var testDescription: String { words }
  }

  private static let (rates, losses) = (quantity("rates"), quantity("losses"))
  private static let place = positions(of: losses, .candidate)
  private static let before = gather(losses, at: max(place - 1, 0), along: .candidate)
  private static let (best, count) = (argmax(-losses, along: .candidate), extent(of: rates, .candidate))

  private static func least(_ values: Expression) -> Expression {
    gather(rates, at: argmax(-values, along: .candidate), along: .candidate)
  }

  static let rules = [
    Rule(words: "the last rate of the list", formula: gather(rates, at: count - 1, along: .candidate)),
    Rule(
      words: "the rate one place after that of the least loss",
      formula: gather(rates, at: best + 1 - count * floor((best + 1) / count), along: .candidate)),
    Rule(
      words: "the rate of the second least loss",
      formula: least(select(equal(losses, -max(-losses, over: .candidate)), max(losses, over: .candidate) + 1, losses))
    ),
    Rule(
      words: "the rate of the least loss among all but the last",
      formula: least(select(equal(place, count - 1), max(losses, over: .candidate) + 1, losses))),
    Rule(words: "the rate with the least ⌊lossesₜ⌋", formula: least(floor(losses))),
    Rule(
      words: "the last rate whose loss is less than that of the rate before it",
      formula: gather(
        rates, at: argmax(select(greater(before, losses), place, 0), along: .candidate), along: .candidate)),
    Rule(
      words: "is 0.37 or 0.73, which is not among the rates",
      formula: select(equal(t, 2 * floor(t / 2)), number(0.37), number(0.73)) + 0 * max(losses, over: .candidate)),
    Rule(
      words: "the last rate whose loss is less than that of the first rate",
      formula: gather(
        rates,
        at: argmax(
          select(greater(gather(losses, at: 0 * place, along: .candidate), losses), place, 0), along: .candidate),
        along: .candidate)),
    Rule(words: "is 0.017 at every step", formula: number(0.017) + 0 * max(losses, over: .candidate)),
  ]

  @Test(arguments: rules) func aRuleIsNamed(_ rule: Rule) async {
    let recipe = search.recipe.replacing("chosenRate", by: rule.formula)
    let words = await said("chosenRate", search) { try? recipe.trace($0) }
    #expect(words.contains(rule.words), "\(words)")
  }

  /// Places that follow from digits of a loss are no rule.
  @Test func noRuleIsInvented() async {
    let digits = number(1e4) * max(Self.losses, over: .candidate)
    let place = floor(Self.count * (digits - floor(digits)))
    let recipe = search.recipe.replacing("chosenRate", by: gather(Self.rates, at: place, along: .candidate))
    #expect(await said("chosenRate", search) { try? recipe.trace($0) } == "")
  }

  @Test func aSortedListIsToldSo() async {
    let recipe = search.recipe
    let words = await said("losses", search) { inputs in
      var trace = try? recipe.trace(inputs)
      guard let old = trace?["losses", ""] else { return nil }
      let values = (0..<old.steps).flatMap { old.step($0).sorted(by: >) }
      trace?["losses", ""] = .init(shape: old.shape, steps: old.steps, values: values)
      return trace
    }
    #expect(words.contains("the right numbers in falling order"), "\(words)")
  }

  @Test func aLateReportIsToldSo() async {
    let recipe = adam.recipe
    let words = await said("mHat", adam) { inputs in
      var trace = try? recipe.trace(inputs)
      for name in inputs.names {
        guard let old = trace?["mHat", name] else { continue }
        let values = [Double](repeating: 0, count: old.stride) + old.values.dropLast(old.stride)
        trace?["mHat", name] = .init(shape: old.shape, steps: old.steps, values: values)
      }
      return trace
    }
    #expect(words.contains("From step 2 on, mHat is that of the step before"), "\(words)")
  }

  /// The formula of one parameter alone is found, and the parameter is named.
  @Test func aFormulaOfOneParameter() async {
    let recipe = adam.recipe
    let turned = recipe.replacing("weights", by: previous(w) + η * quantity("mHat") / (sqrt(quantity("vHat")) + ε))
    let words = await said("weights", adam) { inputs in
      guard var trace = try? recipe.trace(inputs), let other = try? turned.trace(inputs) else { return nil }
      trace["weights", "b"] = other["weights", "b"]
      return trace
    }
    #expect(words.hasPrefix("In the parameter b only: the step has the wrong sign"), "\(words)")
  }
}
