package import Equations

private let (x, W, b, y) = (quantity("x"), quantity("W"), quantity("b"), quantity("y"))
private let (adjacency, linked, mixing) = (quantity("adjacency"), quantity("linked"), quantity("mixing"))
private let degree = quantity("degree")
private let (dy, dx, dW, db) = (gradient(of: y), gradient(of: x), gradient(of: W), gradient(of: b))

extension Component {
  /// Graph convolution: every node takes a weighted mean over its neighbours and itself, then all go through one dense
  /// layer.
  package static let graphConvolution: Component = Component(
    name: "graphConvolution", title: "Graph convolution", kind: .layer, conventions: .each(GraphConvention.self),
    equations: { convention in
      linked ← adjacency + equal(positions(of: adjacency, "node"), positions(of: adjacency, "neighbour"))
      degree ← sum(linked, over: "neighbour")
      switch convention {
      case .symmetric: mixing ← linked / sqrt(degree * atNeighbours(degree))
      case .rowMean: mixing ← linked / degree
      }
      y ← contract(mixing, atNeighbours(contract(x, W, over: "in")), over: "neighbour") + b
    },
    backward: { _ in
      let mixed = contract(mixing, dy, over: "node")
      dx ← contract(mixed, W, over: "out").renamed("neighbour", to: "node")
      dW ← contract(mixed, atNeighbours(x), over: "neighbour")
      db ← sum(dy, over: "node")
    },
    inputs: [
      Input(x, "the features of all nodes", axes: ["node", "in"]),
      Input(
        adjacency, "1 where two nodes are linked, 0 elsewhere; 0 for a node and itself", axes: ["node", "neighbour"],
        in: .zeroOrOne),
      Input(W, "weights, a row for each output", axes: ["out", "in"]),
      Input(b, "biases", axes: ["out"]),
      Input(dy, "the gradient of the loss at y"),
    ],
    axes: [
      linked: ["node", "neighbour"], degree: ["node"], mixing: ["node", "neighbour"], y: ["node", "out"],
    ],
    internals: [linked, degree, mixing],
    requirements: [
      Requirement(
        "the number of adjacency's columns, one for each node,", extent(of: adjacency, "neighbour"), .equal,
        extent(of: x, "node"))
    ],
    sources: [
      "Kipf and Welling, Semi-supervised classification with graph convolutional networks, ICLR 2017, equation 2 before the "
        + "nonlinearity: D̃^(−½)(A + I)D̃^(−½)·X·Wᵀ (symmetric); in no note",
      "PyTorch Geometric (GCNConv) is symmetric; their program for PyTorch takes rowMean: D̃⁻¹(A + I)",
    ],
    mistakes: { convention in
      KnownMistake(
        in: linked, "a node does not count as its own neighbour: the diagonal of ones is missing",
        .source("(A + I)"), adjacency)
      KnownMistake(
        in: dx, "the sums over neighbours are left out on the way back", .source("equation 2"),
        contract(dy, W, over: "out"))
      switch convention {
      case .symmetric:
        KnownMistake(
          in: mixing, "each row is divided by the node's degree alone: here both ends count",
          .rule(of: "graphConvolution"), linked / degree)
      case .rowMean:
        KnownMistake(
          in: mixing, "both ends' degrees count: here each row is divided by the node's own alone",
          .rule(of: "graphConvolution"), linked / sqrt(degree * atNeighbours(degree)))
      }
    })

  /// The same of every node as a neighbour.
  private static func atNeighbours(_ a: Expression) -> Expression { a.renamed("node", to: "neighbour") }
}

/// The weight of a link.
package enum GraphConvention: String, ConventionName {
  case symmetric, rowMean

  package var rule: String {
    switch self {
    case .symmetric: "divided by the root of both ends' degrees, as published"
    case .rowMean: "divided by the node's own degree: a mean"
    }
  }
}
