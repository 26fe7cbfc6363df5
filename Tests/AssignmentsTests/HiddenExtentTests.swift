import Reference
import Testing
import Traces

@testable import Assignments

/// Hidden cases have nothing of the public ones that a program could have written in.
@Suite struct HiddenExtentTests {
  static let ids = (try? shippedLibrary.ids()) ?? []

  @Test(arguments: ids) func aHiddenCaseSharesNoExtent(id: String) throws {
    for assignment in try shippedLibrary.assignment(id).graded { try compareExtents(of: assignment) }
  }

  private func compareExtents(of assignment: Assignment) throws {
    let id = assignment.id
    let recipe = try Catalogue.component(assignment.recipe).recipe(assignment.convention)
    for secret in 0..<20 {
      let extended = try assignment.addingHiddenCases(secret: Array("a secret of number \(secret)".utf8))
      let hidden = extended.cases.filter(\.isHidden)
      #expect(hidden.count == 2)
      for (number, one) in hidden.enumerated() {
        let like = assignment.cases[assignment.cases.count - 1 - number]
        let trace = try recipe.trace(RunInputs(one))
        // Padding of −∞ lies in what nobody reports.
        let reported = trace.series.filter { !recipe.component.hidden.contains($0.key.quantity) }
        #expect(reported.values.allSatisfy { $0.values.allSatisfy(\.isFinite) }, "\(id) \(secret)")
        #expect(one.steps > like.steps || like.steps == 1)
        for (a, b) in zip(one.inputs, like.inputs) where !(a.shape.allSatisfy { $0 == 1 }) {
          if case .listed = a.distribution { continue }
          #expect(zip(a.shape, b.shape).allSatisfy { $0 != $1 || $1 == 1 }, "\(id) \(a.name) \(a.shape) \(b.shape)")
        }
        let names = Set(like.parameters.map(\.name))
        if recipe.parameters.isEmpty { #expect(names.isDisjoint(with: one.parameters.map(\.name)), "\(id)") }
        let extents = like.parameters.flatMap(\.shape).filter { $0 > 1 }.reduce(0, +)
        #expect(one.parameters.flatMap(\.shape).filter { $0 > 1 }.reduce(0, +) > extents || extents == 0)
      }
    }
  }

  /// A program that is right for the public cases alone earns nothing.
  @Test func onlyHiddenCasesHavePoints() throws {
    let extended = try shippedLibrary.assignment("10-adam").addingHiddenCases(
      secret: Array("sixteen bytes and more".utf8))
    for quantity in extended.quantities {
      let points = extended.cases.map { ($0.isHidden, extended.points(of: quantity, in: $0)) }
      #expect(points.allSatisfy { $0.0 || $0.1 == 0 })
      #expect(abs(points.reduce(0) { $0 + $1.1 } - quantity.points) < 1e-12)
    }
  }
}
