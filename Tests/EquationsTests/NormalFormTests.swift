import Equations
import Testing

/// Formulas that are the same algebra, and formulas that must not be called so.
@Suite struct NormalFormTests {
  private static let a = quantity("a")
  private static let b = quantity("b")
  private static let v = quantity("v")

  /// Squares added up, so that v is never negative; u is an average of anything.
  private static let recipe: Recipe = {
    let component = Component(
      name: "squares", title: "Squares", kind: .optimizer, conventions: .plain(),
      equations: { _ in
        v ← ρ * previous(v) + (1 - ρ) * square(g)
        quantity("u") ← ρ * previous(quantity("u")) + (1 - ρ) * g
        quantity("vHat") ← v / (1 - pow(ρ, t))
      },
      settings: [
        .decay(0.9), .epsilon(1e-8), .init("offset", "c", default: -1, in: .real),
        .init("exponent", "e", default: -0.8, in: .nonPositive),
      ], sources: [])
    guard let recipe = try? component.recipe() else { preconditionFailure("the only convention is there") }
    return recipe
  }()

  private let signs = Signs(NormalFormTests.recipe)

  /// The matrix with rows and columns exchanged.
  private static func transposed(_ a: Expression) -> Expression {
    a.renamed("rows", to: "between").renamed("columns", to: "rows").renamed("between", to: "columns")
  }

  static let same: [(Expression, Expression)] = [
    (square(a - b), square(b - a)), (square(-a), a * a), (abs(v), v), (abs(quantity("vHat")), quantity("vHat")),
    (square(abs(a)), square(a)), (2 * (a - b) / v, 2 / v * (a - b)), (a * (b / v), a * b / v),
    (mean(square(a - b), over: .elements), mean(square(-(a - b)), over: .elements)),
    (sqrt(a) * sqrt(a), a), (max(a, b), max(b, a)), (abs(a - b), abs(b - a)), ((a + b) * v, v * b + a * v),
    (sum(2 * a, over: .elements), 2 * sum(a, over: .elements)),
    (contract(a, b, over: "in"), contract(b, a, over: "in")),
    (pow(a, 2), square(a)), (extent(of: square(a), .elements), extent(of: a, .elements)), (-a / (-b), a / b),
    (cos(a - b), cos(b - a)),
    (mean(square(transposed(a) - 1), over: "rows", "columns"), mean(square(a - 1), over: "rows", "columns")),
    (sum(transposed(a) * transposed(b), over: "rows", "columns"), sum(a * b, over: "rows", "columns")),
    (-mean(a - v, over: .elements), mean(v - a, over: .elements)),
    (mean(a + v, over: .batch), mean(a, over: .batch) + mean(v, over: .batch)),
  ]

  @Test(arguments: same) func theSameAlgebra(first: Expression, second: Expression) {
    let forms = [first, second].compactMap { NormalForm($0, signs: signs) }
    #expect(forms.count == 2 && forms[0] == forms[1])
  }

  static let different: [(Expression, Expression)] = [
    (abs(a), a), (abs(quantity("u")), quantity("u")), (square(a - b), square(a) - square(b)), (a / b, b / a),
    (sqrt(a + b), sqrt(a) + sqrt(b)), (mean(a, over: .elements), sum(a, over: .elements)), (max(a, b), min(a, b)),
    (abs(1 - v), 1 - v), (a - b - v, a - (b - v)), (abs(setting("offset")), setting("offset")),
    (sum(a - 3, over: .elements), sum(a, over: .elements) - 3), (previous(v), v), (a * a * a, a * a),
    (contract(a, b, over: "in"), contract(a, b, over: "out")), (abs(v - a), v - a),
    (extent(of: a, .batch), extent(of: b, .batch)), (t - 1, t),
    (abs(setting("exponent")), setting("exponent")), (sin(a - b), sin(b - a)), (cos(a), sin(a)), (cos(a), a),
    (sum(transposed(a) * b, over: "rows", "columns"), sum(a * b, over: "rows", "columns")),
    (sum(transposed(a), over: "rows"), sum(a, over: "rows")),
    (sum(a + v, over: .elements), sum(a, over: .elements) + sum(v, over: .elements)),
    (sum(transposed(a), over: "rows", "others"), sum(a, over: "rows", "others")),
    (abs(1 - pow(ρ, setting("exponent"))), 1 - pow(ρ, setting("exponent"))),
  ]

  @Test(arguments: different) func notTheSame(first: Expression, second: Expression) {
    let forms = [first, second].compactMap { NormalForm($0, signs: signs) }
    #expect(forms.count == 2 && forms[0] != forms[1])
  }

  @Test func whatIsTooLargeIsNotCompared() {
    let long = (0..<12).reduce(Self.a) { product, index in product * (quantity("x\(index)") + 1) }
    #expect(NormalForm(long, signs: signs) == nil)
  }
}
