package import Assignments
package import Equations
internal import GradeModel
package import Grading
internal import Judging
internal import Reference
internal import Traces
package import Verification

/// Measures the grader on a network that is trained for many steps. Programs that add in another order end up at other
/// weights.
package struct NetworkEvaluation: Sendable {
  package let assignment: Assignment
  package let grader: Grader

  /// A perceptron on mini-batches of 64 points, trained with RMSProp.
  package init(steps: Int = 500) throws(RecipeError) {
    let recipe = try Component.trainMLP.recipe("rmsprop")
    assignment = Assignment(
      "trainMLP", recipe: recipe, quantities: recipe.graded,
      cases: [
        Assignment.Case(
          "points", steps: steps, seed: 1, settings: recipe.defaults.merging(["learningRate": 0.2]) { $1 },
          parameters: [
            ParameterShape(name: "W1", shape: [8, 2]), ParameterShape(name: "W2", shape: [1, 8]),
            ParameterShape(name: "b1", shape: [8]), ParameterShape(name: "b2", shape: [1]),
          ],
          weights: WeightDraw(magnitudes: 0.1...1),
          inputs: [
            InputDraw("x", [64, 2], .normal), InputDraw("target", [64, 1], .whole(below: 2)),
            InputDraw("batches", [16], .shuffle(of: 64), perStep: true),
          ])
      ])
    grader = try Grader(assignment)
  }

  package struct Report: Sendable {
    package var programs = 0
    /// Programs that lost a mark.
    package var lost = 0
    /// The largest residual, in units of its bound.
    package var worst = 0.0
    /// Programs whose weights fail a plain comparison (rtol 10⁻⁵, atol 10⁻⁸) with the golden trace.
    package var drifted = 0

    package var line: String {
      "network trained 500 steps with RMSProp: \(programs) honest programs, \(lost) lost marks, worst ratio "
        + "\((worst * 100).rounded() / 100) of the bound, 4 allowed; a plain comparison with the golden weights turns down "
        + "\(drifted) of them"
    }
  }

  /// Grades correct programs, each with an order of additions and multiplications of its own.
  package func honest(_ count: Int) async -> Report {
    var report = Report()
    let plain = Comparator(Comparison(rtol: 1e-5, atol: 1e-8, reason: "usual elsewhere"))
    for seed in 1...count {
      var variant = HonestVariant(seed: UInt64(seed))
      let student = SimulatedStudent(variant.rearranged(grader.recipe))
      let graded = await grader.grade(running: student)
      let checks = graded.result.checks
      report.programs += 1
      if checks.contains(where: { $0.outcome != .correct || $0.points < $0.maximum }) { report.lost += 1 }
      report.worst = max(report.worst, grader.worstResidual(of: graded.runs))
      let inputs = RunInputs(assignment.cases[0])
      if let golden = try? grader.recipe.trace(inputs),
        plain.compare(await student.run(inputs).trace, with: golden, quantity: "weights").outcome != .correct
      {
        report.drifted += 1
      }
    }
    return report
  }

  /// The program that sums the loss's gradient over the batch instead of averaging it.
  package var summing: SimulatedStudent {
    SimulatedStudent(
      grader.recipe.rewritten(
        grader.recipe.equations.map { equation in
          guard equation.target.name == "gradients" else { return equation }
          return Equation(equation.target, equation.formula * extent(of: quantity("y"), .batch))
        }))
  }
}

extension Recipe {
  /// The quantities that are asked of a program, each once.
  fileprivate var graded: [String] {
    var seen: Set<String> = []
    return reported.filter { seen.insert($0).inserted }
  }
}
