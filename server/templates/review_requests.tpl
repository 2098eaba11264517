{{%AUTOESCAPE context="HTML"}}<h1>Reviews</h1>
<h2>You are asked for</h2>
{{>QUEUE_ROWS}}
<h2>You asked others for</h2>
{{>ASKED_ROWS}}
{{>HAND_IN_ROWS}}
