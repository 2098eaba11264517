{{%AUTOESCAPE context="HTML"}}<div class="plot-block">
{{DRAWING:x-drawn}}
</div>
