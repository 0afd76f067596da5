import { Component, type ReactNode } from 'react';
import { ErrorState } from './ErrorState.tsx';

interface GuardState {
  error: unknown;
}

/** Keeps a page that failed to draw from taking the frame with it. */
export class PageGuard extends Component<{ children: ReactNode }, GuardState> {
  override state: GuardState = { error: null };

  static getDerivedStateFromError(error: unknown): GuardState {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <div className="page-failed">
        <ErrorState error={this.state.error} onRetry={() => this.setState({ error: null })} />
      </div>
    );
  }
}
