import { InboxOutlined } from '@ant-design/icons';
import { type DragEvent, useId, useState } from 'react';

interface DropZoneProps {
  title: string;
  hint: string;
  onFile(file: File): void;
}

function isFileDrag(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

/** Takes a dropped file; a click or Enter chooses one instead. */
export function DropZone({ title, hint, onFile }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const input = useId();
  const content = (
    <>
      <InboxOutlined className="drop-icon" aria-hidden />
      <span className="drop-title">{title}</span>
      <span className="drop-hint">{hint}</span>
    </>
  );
  const drag = {
    onDragOver: (event: DragEvent) => {
      if (!isFileDrag(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      event.stopPropagation();
      setOver(false);
      const file = event.dataTransfer.files[0];
      if (file) onFile(file);
    },
  };
  const className = over ? 'drop-zone is-over' : 'drop-zone';
  return (
    <label htmlFor={input} className={className} {...drag}>
      <input
        id={input}
        type="file"
        className="visually-hidden"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      {content}
    </label>
  );
}
