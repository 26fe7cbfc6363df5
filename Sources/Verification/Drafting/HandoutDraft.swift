internal import Assignments
internal import Diagnosis
package import Equations
internal import Reference

/// A handout's text: what is asked, the equations, what is read and how it is marked. What only the author knows is left as TODO.
package struct HandoutDraft {
  package let text: String

  package init(_ draft: AssignmentDraft, _ recipe: Recipe) {
    let assignment = draft.assignment
    let kit = recipe.component.kind.kitProtocol
    let type = assignment.typeName
    let equations = EquationLines(recipe).entries.map { "    \($0.text)" }.joined(separator: "\n")
    let worth = assignment.quantities.filter { $0.points > 0 }
    let table = worth.map { "| `\($0.name)` | \(Self.number($0.points)) |" }.joined(separator: "\n")
    text = """
      # \(assignment.title)

      TODO: what it is for, in one paragraph, and the lecture that it belongs to.

      ## What to write

      One Swift file, `\(type).swift`, that declares `struct \(type): \(kit)`. Begin with `Starter/\(type).swift`: it compiles, has
      everything that is read, and earns nothing yet. `import GradusKit` is the only import you need or may use.

      ## The equations

      \(equations)

      \(Self.starts(recipe))TODO: what each symbol means, where counting begins, and how other books write it.

      ## How it is marked

      | read | points |
      |---|---|
      \(table)

      Your program runs in \(assignment.cases.count) cases. Each quantity is held against its own equation, on your own numbers, at every
      step: a mistake costs the quantity that it is in, and what follows rightly from it keeps its marks. A value that is not a number
      never matches. A program that does not compile earns nothing.

      ## What your program may be

      A file, or a whole package. Swift 6.3 compiles it in language mode 5, optimised, as one module, and it runs on one thread: global
      and static variables are fine, `Task` and threads are not. At most \(assignment.limits.files) files and \(assignment.limits.source) KiB of
      source, \(Self.number(assignment.limits.wallClock)) s and \(assignment.limits.memory) MiB for a run.

      ## Check it yourself

          gradus check \(type).swift

      in the folder that `gradus new` made; anywhere else with `--assignment`, and the path of this assignment's folder.

      """
  }

  /// The quantities that do not begin with zero: a student cannot guess it.
  private static func starts(_ recipe: Recipe) -> String {
    let found = recipe.component.initial.compactMap { name, start -> String? in
      guard recipe.reported.contains(name), case .setting(let setting) = start.node else { return nil }
      return "Before the first step, `\(name)` is `\(setting)` in every element.\n"
    }
    return found.isEmpty ? "" : found.sorted().joined() + "\n"
  }

  private static func number(_ value: Double) -> String { value == value.rounded() ? "\(Int(value))" : "\(value)" }
}
