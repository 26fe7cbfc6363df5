internal import Equations

// Changes around the whole of a quantity that is not published.
extension Diagnoser {
  /// The same change told of an unpublished quantity, if it is one of all that is taken of it, and gives another wrong
  /// quantity as well: one slip in a pre-activation shows in the output and in the loss.
  func ofSource(_ finding: Finding, _ quantity: String) -> Finding {
    guard recipe.isNetwork, finding.supposition.manner == nil, finding.supposition.edits.count == 1,
      let asked = recipe.formula(of: quantity)?.node
    else { return finding }
    let edit = finding.supposition.edits[0]
    guard edit.quantity == quantity, edit.parameter == nil else { return finding }
    for (path, leaf) in asked.places {
      guard case .quantity(let source) = leaf, let changed = change(of: source, at: path, asked, edit.formula.node)
      else { continue }
      let supposition = Supposition(edits: [changed])
      let isPublished = examinations[0].isPublished
      let others = recipe.reached(from: source.name, isPublished: isPublished).filter {
        $0 != quantity && isPublished($0) && !isInnocent($0)
      }
      if let evidence = evidence(for: supposition, quantity), evidence.isEnough(for: 1),
        contradictsNothing(supposition, but: quantity),
        others.contains(where: { self.evidence(for: supposition, $0) != nil })
      {
        return Finding(supposition: supposition, alternatives: [], evidence: evidence, length: finding.length)
      }
    }
    return finding
  }

  /// The change of an unpublished quantity that makes one formula of another; nil if there is none.
  private func change(of source: Reference, at path: [Int], _ asked: Node, _ found: Node) -> Edit? {
    guard !examinations[0].isPublished(source.name), recipe.equations(of: source.name).count == 1,
      let own = recipe.formula(of: source.name)?.node, !own.operands.isEmpty,
      let part = found.part(at: path[...]), part != .quantity(source),
      part.subformulas.contains(.quantity(source)),
      asked.replacing(.quantity(source), by: part) == found
    else { return nil }
    let changed = part.replacing(.quantity(source), by: own)
    return Edit(
      quantity: source.name, formula: Expression(changed),
      changes: [.replaced(.quantity(source), by: part)])
  }
}
